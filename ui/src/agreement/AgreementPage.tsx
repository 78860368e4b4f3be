// The agreement both teams sign: read it, change its text, compare versions, see its history.
import { IconCertificate, IconPencil } from '@tabler/icons-react';
import { useAgreement, useAgreements } from '../api/hooks';
import type { Agreement, AgreementRow } from '../api/types';
import { t } from '../i18n';
import { day } from '../kit/format';
import { useParam } from '../kit/nav';
import { PageHead, TabLinks } from '../kit/Page';
import { Chip, LinkButton } from '../kit/parts';
import { Answer, Empty } from '../kit/states';
import { AgreementRail } from './AgreementRail';
import { Comparison } from './Comparison';
import { Editor } from './Editor';
import { History } from './History';
import { baseOf, isOpen, shownVersion, stateWord, type Tab, tabOf } from './model';
import { Reading } from './Reading';

export function AgreementPage() {
  const pair = useParam('pair');
  const wished = useParam('version') || pair.split('..')[1] || 'in-force';
  const tab = tabOf(useParam('tab'));
  const list = useAgreements();
  const rows = list.data?.rows ?? [];
  const missing =
    wished === 'in-force' && list.data !== undefined && !rows.some((row) => row.state === 'in_force');
  const version = missing ? (rows[0]?.version ?? '') : wished;
  const agreement = useAgreement(version, version !== '');
  if (list.data && rows.length === 0) return <NoAgreement />;
  return (
    <Answer of={agreement} lines={8}>
      {(found) => (
        <>
          <AgreementHead agreement={found} rows={rows} pair={pair} tab={tab} />
          <Body agreement={found} rows={rows} pair={pair} tab={tab} />
        </>
      )}
    </Answer>
  );
}

function Body({
  agreement,
  rows,
  pair,
  tab,
}: {
  agreement: Agreement;
  rows: AgreementRow[];
  pair: string;
  tab: Tab;
}) {
  if (pair !== '') return <Comparison pair={pair} rows={rows} />;
  if (tab === 'text') return <Editor key={agreement.version} agreement={agreement} rows={rows} />;
  if (tab === 'history') return <History rows={rows} />;
  return <Reading agreement={agreement} rail={<AgreementRail agreement={agreement} rows={rows} />} />;
}

function AgreementHead({
  agreement,
  rows,
  pair,
  tab,
}: {
  agreement: Agreement;
  rows: AgreementRow[];
  pair: string;
  tab: Tab;
}) {
  const { word, tone } = stateWord[agreement.state];
  const draft = rows.find(isOpen);
  const [a, b] =
    pair === ''
      ? [baseOf(rows, draft?.version ?? agreement.version), draft?.version ?? agreement.version]
      : pair.split('..');
  const at = `/agreement/${agreement.version}`;
  const since = agreement.in_force_since ?? agreement.effective;
  return (
    <>
      <PageHead
        title={agreement.name}
        beside={
          <Chip tone={tone} icon={IconCertificate}>
            {shownVersion(agreement.version)} · {t(word)}
            {since ? ` · ${day(since)}` : ''}
          </Chip>
        }
      >
        <LinkButton
          to={draft ? `/agreement/${draft.version}/text` : `${at}/text`}
          kind="filled"
          icon={IconPencil}
        >
          {draft ? t('Go on with the draft') : t('Propose a change')}
        </LinkButton>
      </PageHead>
      <TabLinks
        label={t('Views of the agreement')}
        tabs={[
          { key: 'read', to: at, text: t('Read'), current: pair === '' && tab === 'read' },
          { key: 'text', to: `${at}/text`, text: t('Text'), current: pair === '' && tab === 'text' },
          ...(a && b && a !== b
            ? [
                {
                  key: 'compare',
                  to: `/agreement/compare/${a}..${b}`,
                  text: t('Compare {{a}} with {{b}}', { a: shownVersion(a), b: shownVersion(b) }),
                  current: pair !== '',
                },
              ]
            : []),
          {
            key: 'history',
            to: `${at}/history`,
            text: t('History'),
            current: pair === '' && tab === 'history',
          },
        ]}
      />
    </>
  );
}

function NoAgreement() {
  return (
    <>
      <PageHead title={t('Agreement')} />
      <Empty icon={IconCertificate} title={t('No agreement yet')}>
        {t(
          'The agreement says who is qualified, who answers how fast, and what both teams owe each other. An administrator starts one in the set-up.',
        )}
      </Empty>
    </>
  );
}
