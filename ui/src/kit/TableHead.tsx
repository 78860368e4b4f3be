// The heads of a table's columns; those the server can sort by are buttons.
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { t } from '../i18n';
import type { DataTableProps } from './DataTable';
import { Glyph } from './parts';

export function sortedBy(sort: string, sorts: string[]): 'ascending' | 'descending' | undefined {
  if (!sorts.includes(sort)) return undefined;
  return sort.startsWith('-') ? 'descending' : 'ascending';
}
export const nextSort = (sort: string, sorts: string[]): string =>
  sorts[(sorts.indexOf(sort) + 1) % sorts.length] ?? sort;

export function Head<Row>({ columns, sort, onSort, select }: DataTableProps<Row>) {
  return (
    <thead>
      <tr>
        {select && (
          <th scope="col" className="check">
            <span className="hidden">{t('Select')}</span>
          </th>
        )}
        {columns.map((column) => {
          const { sorts } = column;
          const order = sorts ? sortedBy(sort, sorts) : undefined;
          return (
            <th key={column.id} scope="col" className={column.number ? 'number' : ''} aria-sort={order}>
              {sorts ? (
                <button
                  type="button"
                  onClick={() => onSort(nextSort(sort, sorts))}
                  title={t('Sort by {{column}}', { column: column.head })}
                >
                  {column.head}
                  {order && <Glyph of={order === 'ascending' ? IconArrowUp : IconArrowDown} />}
                </button>
              ) : (
                column.head
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
