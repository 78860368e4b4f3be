// Who is probably the same: one pair after another, decided by hand or by key.
import { IconUsersGroup } from '@tabler/icons-react';
import { useState } from 'react';
import { useDuplicates } from '../api/hooks';
import { t } from '../i18n';
import { count } from '../kit/format';
import { PageHead } from '../kit/Page';
import { LinkButton } from '../kit/parts';
import { Answer, Empty } from '../kit/states';
import { PairReview } from './PairReview';

export function DuplicatesPage() {
  const list = useDuplicates();
  const [at, setAt] = useState(0);
  const rows = list.data?.rows ?? [];
  const pair = rows[Math.min(at, rows.length - 1)];
  const move = (by: number) => setAt(Math.max(0, Math.min(at + by, rows.length - 1)));
  return (
    <>
      <PageHead
        title={t('Duplicates')}
        sub={t('{{number}} pairs to look at', { number: count(list.data?.total ?? 0) })}
      >
        <LinkButton to="/contacts">{t('Contacts')}</LinkButton>
      </PageHead>
      <Answer of={list}>
        {(found) =>
          pair ? (
            <PairReview key={pair.id} pair={pair} onMove={move} />
          ) : (
            <NoPairs searching={found.searching} />
          )
        }
      </Answer>
    </>
  );
}

function NoPairs({ searching }: { searching: boolean }) {
  return (
    <Empty icon={IconUsersGroup} title={searching ? t('Contacts are being compared') : t('No duplicates')}>
      {t('Contacts that are probably the same person appear here, with what speaks for it.')}
    </Empty>
  );
}
