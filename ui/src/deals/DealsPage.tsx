import { IconLayoutKanban, IconPlus } from '@tabler/icons-react';
import { flat, useDeals, usePipelines, useUsers } from '../api/hooks';
import type { Deal } from '../api/types';
import { usePropertyColumns } from '../contacts/parts/propertyColumns';
import { useCellEdit } from '../contacts/parts/saving';
import { t } from '../i18n';
import { DataTable } from '../kit/DataTable';
import { total } from '../kit/format';
import { useKeys } from '../kit/keys';
import { ColumnChooser, Filters, SearchBox, useHidden } from '../kit/ListTools';
import { useAddress, useGo } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Button } from '../kit/parts';
import { useSelection } from '../kit/selection';
import { Answer, Empty } from '../kit/states';
import { GroupPick } from '../kit/TableGroups';
import { useViewer } from '../session/parts/viewer';
import { Views } from '../views/parts/Views';
import { bodyOf } from './change';
import { dealColumns, hiddenAtFirst } from './columns';
import { CreateDeal } from './CreateDeal';
import { DealsBulk } from './DealsBulk';
import { DealsTabs } from './DealsTabs';
import { forecastWords } from './forecast';
import { groupKey, groupWords, useGroupsOfDeals } from './groups';

export function DealsPage() {
  const [search, change] = useAddress();
  const go = useGo();
  const [hidden, setHidden] = useHidden(hiddenAtFirst);
  const { q, stage, status, owner, product, forecast } = search;
  const filter = { q, stage, status, owner, product, forecast };
  const sort = search['sort'] ?? '-created_at';
  const by = groupKey(search);
  const own = usePropertyColumns<Deal>('deal');
  const list = useDeals({ ...filter, sort, columns: own.asked });
  const open = by && search['open'];
  const inGroup = useDeals(
    { ...filter, sort, columns: own.asked, ...(open && { [by]: open }) },
    Boolean(open),
  );
  const shown = by ? inGroup : list;
  const rows = by && (!open || inGroup.isPlaceholderData) ? [] : flat(shown.data);
  const number = list.data?.pages[0]?.total;
  const grouping = useGroupsOfDeals(search, filter, (key) => change({ open: key }));
  const { workspace } = useViewer();
  const [edit, dialog] = useCellEdit<Deal>('deals', (name, value) => bodyOf(name, value, workspace.currency));
  const columns = [...dealColumns(edit), ...own.columns];
  const create = () => change({ create: '1' });
  const select = useSelection<Deal>(
    (row) => row.id,
    (row) => row.name,
  );
  const pipeline = usePipelines().data?.rows[0]?.key;
  useKeys({ c: create });
  return (
    <>
      <PageHead
        title={t('Deals')}
        sub={number != null ? t('{{number}} deals', { number: total(number) }) : undefined}
      >
        <Button kind="filled" icon={IconPlus} hint="C" onClick={create}>
          {t('Create deal')}
        </Button>
      </PageHead>
      <DealsTabs current="table" />
      <div className="toolbar">
        <Views room="deals" all={t('All deals')} />
        <SearchBox label={t('Search deals')} />
        <DealFilters />
        <GroupPick
          by={by}
          options={Object.entries(groupWords).map(([key, word]) => [key, t(word)])}
          onPick={(next) => change({ group: next, open: undefined })}
        />
        <span className="grow" />
        <ColumnChooser
          {...own.chooser({
            columns: columns.slice(1).map((column) => [column.id, column.head]),
            hidden,
            onChange: setHidden,
          })}
        />
      </div>
      <Answer of={list}>
        {() =>
          rows.length === 0 && !grouping?.groups.length ? (
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
              columns={columns.filter((column) => !hidden.includes(column.id))}
              hrefOf={(row) => `/deals/${row.id}`}
              sort={sort}
              onSort={(next) => change({ sort: next })}
              more={shown.hasNextPage && !shown.isFetching}
              onMore={() => void shown.fetchNextPage()}
              select={select}
              grouping={grouping}
            />
          )
        }
      </Answer>
      {dialog}
      <DealsBulk select={select} />
      {search['create'] === '1' && pipeline && (
        <CreateDeal pipeline={pipeline} onClose={() => change({ create: undefined })} />
      )}
    </>
  );
}

function DealFilters() {
  const pipelines = usePipelines();
  const users = useUsers();
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
      key: 'forecast',
      label: t('Forecast'),
      options: Object.entries(forecastWords).map(([key, word]): [string, string] => [key, t(word)]),
    },
    {
      key: 'owner',
      label: t('Owner'),
      options: (users.data?.rows ?? []).map((user): [string, string] => [user.id, user.name]),
    },
  ];
  return <Filters fields={fields} />;
}
