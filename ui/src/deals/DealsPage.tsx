import { IconLayoutKanban, IconPlus } from '@tabler/icons-react';
import { flat, useDeals, usePipelines, useUsers } from '../api/hooks';
import type { Deal } from '../api/types';
import { BulkBar } from '../contacts/parts/BulkBar';
import { t } from '../i18n';
import { type Column, DataTable } from '../kit/DataTable';
import { moment, money, shortMoney, total } from '../kit/format';
import { useKeys } from '../kit/keys';
import { Filters, SearchBox } from '../kit/ListTools';
import { Anchor, useAddress, useGo } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Button, Chip, LinkButton } from '../kit/parts';
import { useSelection } from '../kit/selection';
import { Answer, Empty } from '../kit/states';
import { DealsTabs } from './DealsTabs';
import { quietText } from './parts/DealLines';

function dealColumns(): Column<Deal>[] {
  return [
    {
      id: 'name',
      head: t('Name'),
      sorts: ['name', '-name'],
      keep: true,
      cell: (row) => (
        <>
          <Anchor to={`/deals/${row.id}`} className="strong">
            {row.name}
          </Anchor>
          <div className="phone small third">{row.stage}</div>
        </>
      ),
    },
    {
      id: 'company',
      head: t('Company'),
      cell: (row) => row.company && <Anchor to={`/companies/${row.company.id}`}>{row.company.name}</Anchor>,
    },
    {
      id: 'amount',
      head: t('Amount'),
      number: true,
      sorts: ['-amount', 'amount'],
      keep: true,
      cell: (row) =>
        row.amount ? (
          <span title={money(row.amount)}>{shortMoney(row.amount)}</span>
        ) : (
          <span className="third">{t('no amount')}</span>
        ),
    },
    { id: 'stage', head: t('Stage'), cell: (row) => row.stage },
    {
      id: 'owner',
      head: t('Owner'),
      cell: (row) => row.owner?.name ?? <span className="third">{t('nobody yet')}</span>,
    },
    {
      id: 'next',
      head: t('Next step'),
      cell: (row) =>
        row.next_step?.title ?? (row.status === 'open' ? <Chip tone="soon">{t('no next step')}</Chip> : ''),
    },
    { id: 'quiet', head: t('Activity'), cell: (row) => <span className="second">{quietText(row)}</span> },
    {
      id: 'created',
      head: t('Opened'),
      sorts: ['-created_at', 'created_at'],
      cell: (row) => <span className="second">{moment(row.created_at)}</span>,
    },
  ];
}

export function DealsPage() {
  const [search, change] = useAddress();
  const go = useGo();
  const pipelines = usePipelines();
  const users = useUsers();
  const { q, stage, status, owner } = search;
  const sort = search['sort'] ?? '-created_at';
  const list = useDeals({ q, stage, status, owner, sort });
  const rows = flat(list.data);
  const number = list.data?.pages[0]?.total;
  const select = useSelection<Deal>(
    (row) => row.id,
    (row) => row.name,
  );
  useKeys({ c: () => go('/deals/board', { create: '1' }) });
  const stages = [
    ...new Set((pipelines.data?.rows ?? []).flatMap((row) => row.stages.map((one) => one.name))),
  ];
  const fields = [
    {
      key: 'status',
      label: t('Status'),
      options: [
        ['open', t('Open')],
        ['won', t('Won')],
        ['lost', t('Lost')],
      ] as [string, string][],
    },
    { key: 'stage', label: t('Stage'), options: stages.map((one): [string, string] => [one, one]) },
    {
      key: 'owner',
      label: t('Owner'),
      options: (users.data?.rows ?? []).map((user): [string, string] => [user.id, user.name]),
    },
  ];
  return (
    <>
      <PageHead
        title={t('Deals')}
        sub={number != null ? t('{{number}} deals', { number: total(number) }) : undefined}
      >
        <LinkButton to="/deals/board" search={{ create: '1' }} kind="filled" icon={IconPlus}>
          {t('Create deal')}
        </LinkButton>
      </PageHead>
      <DealsTabs current="table" />
      <div className="toolbar">
        <SearchBox label={t('Search deals')} />
        <Filters fields={fields} />
      </div>
      <Answer of={list}>
        {() =>
          rows.length === 0 ? (
            <Empty
              icon={IconLayoutKanban}
              title={t('No deal here')}
              action={<Button onClick={() => go('/deals')}>{t('Clear filters')}</Button>}
            >
              {t('A deal opens when an accepted handoff turns into business.')}
            </Empty>
          ) : (
            <DataTable
              label={t('Deals')}
              rows={rows}
              columns={dealColumns()}
              hrefOf={(row) => `/deals/${row.id}`}
              sort={sort}
              onSort={(next) => change({ sort: next })}
              more={list.hasNextPage && !list.isFetching}
              onMore={() => void list.fetchNextPage()}
              select={select}
            />
          )
        }
      </Answer>
      <BulkBar kind="deals" select={select} />
    </>
  );
}
