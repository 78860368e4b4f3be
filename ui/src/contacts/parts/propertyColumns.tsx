// A workspace's own properties as columns of a list: which of them show is in the address, so that a
// saved view keeps it; the server sorts by them and works formulas out.
import { useProperties } from '../../api/hooks';
import type { ListedValue } from '../../api/types';
import type { Column } from '../../kit/DataTable';
import { NotKnown } from '../../kit/parts';
import { useAddress } from '../../kit/nav';

interface Chooser {
  columns: [string, string][];
  hidden: string[];
  onChange: (hidden: string[]) => void;
}

interface PropertyColumns<Row> {
  columns: Column<Row>[];
  // What the list asks the server for.
  asked: string | undefined;
  // The chooser of columns with these among them.
  chooser: (of: Chooser) => Chooser;
}

export function usePropertyColumns<Row extends { values: ListedValue[] }>(
  record: 'contact' | 'company' | 'deal',
): PropertyColumns<Row> {
  const [search, change] = useAddress();
  const named = search['columns']?.split(',').filter(Boolean) ?? [];
  const own = (useProperties(record).data?.rows ?? []).filter((row) => row.own && !row.archived);
  const shown = own.filter((row) => named.includes(row.name));
  const isOwn = (id: string) => own.some((row) => row.name === id);
  const columns = shown.map(({ name, label, type, result }): Column<Row> => ({
    id: name,
    head: label,
    number: ['number', 'money'].includes(result ?? type),
    sorts: [`property:${name}`, `-property:${name}`],
    cell: (row) => row.values.find((value) => value.name === name)?.text || <NotKnown />,
  }));
  return {
    columns,
    asked: shown.map((row) => row.name).join(',') || undefined,
    chooser: (of) => ({
      columns: [
        ...of.columns.filter(([id]) => !isOwn(id)),
        ...own.map((row): [string, string] => [row.name, row.label]),
      ],
      hidden: [...of.hidden, ...own.filter((row) => !named.includes(row.name)).map((row) => row.name)],
      onChange: (next) => {
        const open = own.filter((row) => !next.includes(row.name)).map((row) => row.name);
        if (open.join() === shown.map((row) => row.name).join()) of.onChange(next.filter((id) => !isOwn(id)));
        else change({ columns: open.join(',') || undefined });
      },
    }),
  };
}
