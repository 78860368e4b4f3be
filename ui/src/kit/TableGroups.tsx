// A list by groups: a line for each value with its number and sum; one group at a time shows its rows.
import { Menu } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconLayoutRows } from '@tabler/icons-react';
import { t } from '../i18n';
import type { Column } from './DataTable';
import { money, shortMoney, type Sum, total } from './format';
import { Button, Glyph } from './parts';

export interface Group {
  key: string;
  label: string;
  count: number;
  sum?: Sum | undefined;
  // There is no filter for these alone: they are counted and not listed.
  closed?: boolean;
}

export interface Grouping {
  groups: Group[];
  open: string | undefined;
  onOpen: (key: string | undefined) => void;
}

export type Line = { row: number; group?: undefined } | { row?: undefined; group: Group };

// The groups in their order, the rows behind the open one; all rows without groups.
export function linesOf(rows: number, grouping: Grouping | undefined): Line[] {
  const all = Array.from({ length: rows }, (_, row): Line => ({ row }));
  if (!grouping) return all;
  return grouping.groups.flatMap((group): Line[] =>
    group.key === grouping.open ? [{ group }, ...all] : [{ group }],
  );
}

// The name takes the columns up to the first number; the sum stands beneath the amounts.
export function GroupLine<Row>({
  group,
  columns,
  select,
  grouping,
}: {
  group: Group;
  columns: Column<Row>[];
  select: boolean;
  grouping: Grouping | undefined;
}) {
  const summed = group.sum ? columns.findIndex((column) => column.id === 'amount') : -1;
  const before = (summed < 0 ? columns.length : summed) + (select ? 1 : 0);
  const isOpen = grouping?.open === group.key;
  return (
    <tr className="grouphead">
      <td colSpan={before} className="keep">
        <button
          type="button"
          aria-expanded={isOpen}
          disabled={group.closed}
          onClick={() => grouping?.onOpen(isOpen ? undefined : group.key)}
        >
          {!group.closed && <Glyph of={isOpen ? IconChevronDown : IconChevronRight} />}
          <b className="medium">{group.label}</b>
          <span className="third figures">{total(group.count)}</span>
          {group.sum && <span className="phone second">{shortMoney(group.sum)}</span>}
        </button>
      </td>
      {summed >= 0 && (
        <td className="number medium" title={money(group.sum)}>
          {shortMoney(group.sum)}
        </td>
      )}
      {summed >= 0 && summed < columns.length - 1 && <td colSpan={columns.length - summed - 1} />}
    </tr>
  );
}

export function GroupPick({
  by,
  options,
  onPick,
}: {
  by: string | undefined;
  options: [string, string][];
  onPick: (by: string | undefined) => void;
}) {
  const word = options.find(([key]) => key === by)?.[1];
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <Button small icon={IconLayoutRows}>
          {word ? t('By {{name}}', { name: word.toLocaleLowerCase() }) : t('Group')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => onPick(undefined)}>{t('Not grouped')}</Menu.Item>
        {options.map(([key, text]) => (
          <Menu.Item key={key} onClick={() => onPick(key)}>
            {t('By {{name}}', { name: text.toLocaleLowerCase() })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
