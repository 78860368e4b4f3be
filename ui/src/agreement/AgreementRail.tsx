import { IconSignature } from '@tabler/icons-react';
import { useEffectOf } from '../api/hooks';
import type { Agreement, AgreementRow, Team } from '../api/types';
import { t } from '../i18n';
import { count, moment } from '../kit/format';
import { useAddress } from '../kit/nav';
import { Avatar, Button, Card, Chip, LinkButton } from '../kit/parts';
import { useViewer } from '../session/parts/viewer';
import { baseOf, isOpen, shownVersion, teams, teamWord, unsigned } from './model';
import { SignModal } from './SignModal';

export function AgreementRail({ agreement, rows }: { agreement: Agreement; rows: AgreementRow[] }) {
  const drafts = rows.filter((row) => isOpen(row));
  return (
    <>
      {agreement.state !== 'draft' && <Signatures row={agreement} />}
      {drafts.map((draft) => (
        <DraftCard key={draft.version} draft={draft} rows={rows} />
      ))}
    </>
  );
}

function SignatureLine({ team, row }: { team: Team; row: AgreementRow }) {
  const signature = row.signatures.find((one) => one.for === team);
  return (
    <li className="row">
      <Avatar name={signature?.by.name ?? t(teamWord[team])} team={team} />
      <div className="grow">
        <div className="body13 medium">
          {signature?.by.name ?? t('Waiting for {{team}}', { team: t(teamWord[team]) })}
        </div>
        {signature && <div className="small third">{t(teamWord[team])}</div>}
      </div>
      {signature && (
        <time className="small third" dateTime={signature.at}>
          {moment(signature.at)}
        </time>
      )}
    </li>
  );
}

function Signatures({ row }: { row: AgreementRow }) {
  const both = unsigned(row).length === 0;
  return (
    <Card
      title={both ? t('Signed by both teams') : t('Signatures')}
      aside={<span className="small third">{shownVersion(row.version)}</span>}
    >
      <ul className="stack gap12">
        {teams.map((team) => (
          <SignatureLine key={team} team={team} row={row} />
        ))}
      </ul>
      {row.fingerprint && (
        <p className="small third" style={{ marginTop: 8, overflowWrap: 'anywhere' }}>
          {t('same text, fingerprint {{fingerprint}}', { fingerprint: row.fingerprint.slice(0, 16) })}
        </p>
      )}
    </Card>
  );
}

export function DraftCard({ draft, rows }: { draft: AgreementRow; rows: AgreementRow[] }) {
  const [search, change] = useAddress();
  const signing = search['sign'] === draft.version;
  const setSigning = (on: boolean) => change({ sign: on ? draft.version : undefined });
  const { user } = useViewer();
  const effect = useEffectOf(draft.version, true);
  const base = baseOf(rows, draft.version);
  const missing = unsigned(draft);
  const may = user.signs_for !== null && missing.includes(user.signs_for);
  return (
    <Card
      marked
      title={shownVersion(draft.version)}
      aside={<Chip tone="soon">{t('{{count}} signatures missing', { count: missing.length })}</Chip>}
    >
      <div className="stack gap12">
        {effect.data && (
          <ul className="stack gap4 body13">
            <li>{t('{{count}} contacts enter at once', { count: effect.data.entering_at_once })}</li>
            {effect.data.by_stage.map((stage) => (
              <li key={stage.stage} className="row between">
                <span className="second">{stage.stage}</span>
                <span className="figures medium">
                  {count(stage.now)} → {count(stage.then)}
                </span>
              </li>
            ))}
          </ul>
        )}
        <ul className="stack">
          {teams.map((team) => (
            <SignatureLine key={team} team={team} row={draft} />
          ))}
        </ul>
        <div className="row wrap">
          {may && (
            <Button kind="filled" small icon={IconSignature} onClick={() => setSigning(true)}>
              {t('Review and sign')}
            </Button>
          )}
          <LinkButton small to={`/agreement/${draft.version}/text`}>
            {t('Open text')}
          </LinkButton>
          {base && (
            <LinkButton small to={`/agreement/compare/${base}..${draft.version}`}>
              {t('Compare')}
            </LinkButton>
          )}
        </div>
        {!may && (
          <p className="small third">
            {user.signs_for === null
              ? t('Only a person who signs for a team can sign.')
              : t('Your team has signed.')}
          </p>
        )}
      </div>
      {signing && may && user.signs_for && (
        <SignModal
          draft={draft}
          base={base}
          team={user.signs_for}
          effect={effect.data}
          onClose={() => setSigning(false)}
        />
      )}
    </Card>
  );
}
