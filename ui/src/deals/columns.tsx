import type { Deal } from '../api/types';
import type { CellEdit } from '../contacts/parts/saving';
import { t } from '../i18n';
import type { Column } from '../kit/DataTable';
import { decimal, moment, money, shortMoney, typedMoney } from '../kit/format';
import { Anchor } from '../kit/nav';
import { Chip } from '../kit/parts';
import { forecastText } from './forecast';
import { nextText, quietText } from './parts/DealLines';

export const hiddenAtFirst = ['forecast', 'probability', 'competitors', 'product'];

export function dealColumns(edit: CellEdit<Deal>): Column<Deal>[] {
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
      edit: edit('name', t('Name'), (row) => row.name),
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
      edit: edit('amount', t('Amount'), (row) => (row.amount ? typedMoney(row.amount) : null), 'number'),
    },
    { id: 'stage', head: t('Stage'), cell: (row) => row.stage },
    {
      id: 'weighted',
      head: t('Weighted'),
      number: true,
      sorts: ['-weighted', 'weighted'],
      cell: (row) => <span title={money(row.weighted)}>{shortMoney(row.weighted)}</span>,
    },
    { id: 'forecast', head: t('Forecast'), cell: (row) => forecastText(row.forecast) },
    {
      id: 'probability',
      head: t('Probability'),
      number: true,
      cell: (row) => t('{{number}} %', { number: decimal(row.probability) }),
    },
    { id: 'competitors', head: t('Competitors'), cell: (row) => row.competitors.join(', ') },
    { id: 'product', head: t('Product'), cell: (row) => row.product ?? '' },
    {
      id: 'owner',
      head: t('Owner'),
      cell: (row) => row.owner?.name ?? <span className="third">{t('nobody yet')}</span>,
    },
    {
      id: 'next',
      head: t('Next step'),
      cell: (row) =>
        nextText(row) ?? (row.status === 'open' ? <Chip tone="soon">{t('no next step')}</Chip> : ''),
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
