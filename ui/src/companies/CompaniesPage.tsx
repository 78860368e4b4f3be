import { IconBuilding, IconPlus } from '@tabler/icons-react';
import { flat, useCompanies } from '../api/hooks';
import type { CompanyRow } from '../api/types';
import { BulkBar } from '../contacts/parts/BulkBar';
import { usePropertyColumns } from '../contacts/parts/propertyColumns';
import { type CellEdit, useCellEdit } from '../contacts/parts/saving';
import { t } from '../i18n';
import { type Column, DataTable } from '../kit/DataTable';
import { count, money, shortMoney, total } from '../kit/format';
import { useKeys } from '../kit/keys';
import { ColumnChooser, SearchBox, useHidden } from '../kit/ListTools';
import { Anchor, useAddress } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Button, LinkButton } from '../kit/parts';
import { useSelection } from '../kit/selection';
import { Answer, Empty } from '../kit/states';
import { Views } from '../views/parts/Views';
import { CreateCompany } from './CreateCompany';

function companyColumns(edit: CellEdit<CompanyRow>): Column<CompanyRow>[] {
  return [
    {
      id: 'name',
      head: t('Name'),
      sorts: ['name', '-name'],
      keep: true,
      cell: (row) => (
        <>
          <Anchor to={`/companies/${row.id}`} className="strong">
            {row.name}
          </Anchor>
          <div className="phone small third">{row.industry}</div>
        </>
      ),
      edit: edit('name', t('Name'), (row) => row.name),
    },
    {
      id: 'domain',
      head: t('Domain'),
      cell: (row) => <span className="second">{row.domain}</span>,
      edit: edit('domain', t('Domain'), (row) => row.domain),
    },
    {
      id: 'industry',
      head: t('Industry'),
      cell: (row) => row.industry,
      edit: edit('industry', t('Industry'), (row) => row.industry),
    },
    {
      id: 'employees',
      head: t('Employees'),
      number: true,
      sorts: ['-employees', 'employees'],
      cell: (row) =>
        row.employees === null ? <span className="third">{t('not known')}</span> : count(row.employees),
      edit: edit('employees', t('Employees'), (row) => row.employees, 'number'),
    },
    {
      id: 'owner',
      head: t('Owner'),
      cell: (row) => row.owner?.name ?? <span className="third">{t('nobody yet')}</span>,
    },
    {
      id: 'contacts',
      head: t('Contacts'),
      number: true,
      sorts: ['-contacts', 'contacts'],
      cell: (row) => count(row.contacts),
    },
    {
      id: 'open',
      head: t('Open deals'),
      number: true,
      sorts: ['-open_deals', 'open_deals'],
      cell: (row) => count(row.open_deals),
    },
    {
      id: 'won',
      head: t('Won'),
      number: true,
      sorts: ['-won', 'won'],
      keep: true,
      cell: (row) =>
        row.won && row.won.minor > 0 ? (
          <span title={money(row.won)}>{shortMoney(row.won)}</span>
        ) : (
          <span className="third">{t('none yet')}</span>
        ),
    },
  ];
}

export function CompaniesPage() {
  const [search, change] = useAddress();
  const sort = search['sort'] ?? 'name';
  const own = usePropertyColumns<CompanyRow>('company');
  const list = useCompanies({ q: search['q'], sort, columns: own.asked });
  const rows = flat(list.data);
  const number = list.data?.pages[0]?.total;
  const create = () => change({ create: '1' });
  const [hidden, setHidden] = useHidden();
  const [edit, dialog] = useCellEdit<CompanyRow>('companies');
  const columns = [...companyColumns(edit), ...own.columns];
  const select = useSelection<CompanyRow>(
    (row) => row.id,
    (row) => row.name,
  );
  useKeys({ c: create });
  return (
    <>
      <PageHead
        title={t('Companies')}
        sub={number != null ? t('{{number}} companies', { number: total(number) }) : undefined}
      >
        <Button kind="filled" icon={IconPlus} hint="C" onClick={create}>
          {t('Create company')}
        </Button>
      </PageHead>
      <div className="toolbar">
        <Views room="companies" all={t('All companies')} />
        <SearchBox label={t('Search companies')} />
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
          rows.length === 0 ? (
            <Empty
              icon={IconBuilding}
              title={search['q'] ? t('No company matches') : t('No companies yet')}
              action={
                search['q'] ? (
                  <Button onClick={() => change({ q: undefined })}>{t('Clear filters')}</Button>
                ) : (
                  <LinkButton to="/import" kind="filled">
                    {t('Import a file')}
                  </LinkButton>
                )
              }
            >
              {t('Companies appear with their people, open deals and what they have bought.')}
            </Empty>
          ) : (
            <DataTable
              label={t('Companies')}
              rows={rows}
              columns={columns.filter((column) => !hidden.includes(column.id))}
              hrefOf={(row) => `/companies/${row.id}`}
              sort={sort}
              onSort={(next) => change({ sort: next })}
              more={list.hasNextPage && !list.isFetching}
              onMore={() => void list.fetchNextPage()}
              select={select}
            />
          )
        }
      </Answer>
      {dialog}
      <BulkBar kind="companies" select={select} />
      {search['create'] === '1' && <CreateCompany onClose={() => change({ create: undefined })} />}
    </>
  );
}
