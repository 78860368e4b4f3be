import { IconAddressBook, IconFileImport, IconPlus, IconUsersGroup } from '@tabler/icons-react';
import { flat, useContacts } from '../api/hooks';
import type { ContactRow } from '../api/types';
import { t } from '../i18n';
import { DataTable } from '../kit/DataTable';
import { total } from '../kit/format';
import { useKeys } from '../kit/keys';
import { ColumnChooser, Filters, SearchBox, useHidden } from '../kit/ListTools';
import { type Search, useAddress, useGo } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Button, LinkButton } from '../kit/parts';
import { useSelection } from '../kit/selection';
import { Answer, Empty } from '../kit/states';
import { GroupPick } from '../kit/TableGroups';
import { Views } from '../views/parts/Views';
import { contactColumns } from './columns';
import { CreateContact } from './CreateContact';
import { groupKey, useContactGroups, useOwners, useStages } from './groups';
import { isFiltered } from './model';
import { BulkBar } from './parts/BulkBar';
import { usePropertyColumns } from './parts/propertyColumns';
import { useCellEdit } from './parts/saving';

export function ContactsPage() {
  const [search, change] = useAddress();
  const [hidden, setHidden] = useHidden();
  const { q, stage, owner, company } = search;
  const sort = search['sort'] ?? '-created_at';
  const by = groupKey(search);
  const own = usePropertyColumns<ContactRow>('contact');
  const list = useContacts({ q, stage, owner, company, sort, columns: own.asked });
  const open = by && search['open'];
  const inGroup = useContacts(
    { q, stage, owner, company, sort, columns: own.asked, ...(open && { [by]: open }) },
    Boolean(open),
  );
  const shown = by ? inGroup : list;
  const rows = by && (!open || inGroup.isPlaceholderData) ? [] : flat(shown.data);
  const number = list.data?.pages[0]?.total;
  const grouping = useContactGroups(search, { q, stage, owner, company }, number ?? undefined, (key) =>
    change({ open: key }),
  );
  const create = () => change({ create: '1' });
  const [edit, dialog] = useCellEdit<ContactRow>('contacts');
  const columns = [...contactColumns(edit), ...own.columns];
  const select = useSelection<ContactRow>(
    (row) => row.id,
    (row) => row.name || (row.email ?? ''),
  );
  useKeys({ c: create });
  return (
    <>
      <PageHead title={t('Contacts')} sub={subOf(number, sort)}>
        <LinkButton to="/duplicates" icon={IconUsersGroup}>
          {t('Duplicates')}
        </LinkButton>
        <LinkButton to="/import" icon={IconFileImport}>
          {t('Import')}
        </LinkButton>
        <Button kind="filled" icon={IconPlus} hint="C" onClick={create}>
          {t('Create contact')}
        </Button>
      </PageHead>
      <div className="toolbar">
        <Views room="contacts" all={t('All contacts')} />
        <SearchBox label={t('Search contacts')} />
        <ContactFilters />
        <GroupPick
          by={by}
          options={[
            ['stage', t('Stage')],
            ['owner', t('Owner')],
          ]}
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
            <NoContacts search={search} onCreate={create} />
          ) : (
            <DataTable
              label={t('Contacts')}
              rows={rows}
              columns={columns.filter((column) => !hidden.includes(column.id))}
              hrefOf={(row) => `/contacts/${row.id}`}
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
      <BulkBar kind="contacts" select={select} />
      {search['create'] === '1' && <CreateContact onClose={() => change({ create: undefined })} />}
    </>
  );
}

function subOf(number: number | null | undefined, sort: string): string | undefined {
  if (number != null) return t('{{number}} contacts', { number: total(number) });
  return sort === '-last_touch_at' ? t('Those with a touch, the last first') : undefined;
}

function ContactFilters() {
  const stages = useStages();
  const owners = useOwners();
  return (
    <Filters
      fields={[
        { key: 'stage', label: t('Stage'), options: stages },
        { key: 'owner', label: t('Owner'), options: owners },
      ]}
    />
  );
}

function NoContacts({ search, onCreate }: { search: Search; onCreate: () => void }) {
  const go = useGo();
  if (isFiltered(search)) {
    return (
      <Empty
        icon={IconAddressBook}
        title={t('No contact matches')}
        action={<Button onClick={() => go('/contacts')}>{t('Clear filters')}</Button>}
      />
    );
  }
  return (
    <Empty
      icon={IconAddressBook}
      title={t('No contacts yet')}
      action={
        <>
          <LinkButton to="/import" kind="filled" icon={IconFileImport}>
            {t('Import a file')}
          </LinkButton>
          <Button onClick={onCreate}>{t('Create contact')}</Button>
        </>
      }
    >
      {t(
        'People appear here with their stage, owner and last touch: from a file, from your website’s events, or by hand.',
      )}
    </Empty>
  );
}
