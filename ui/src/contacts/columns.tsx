import type { ContactRow } from '../api/types';
import { t } from '../i18n';
import type { Column } from '../kit/DataTable';
import { count, full, moment } from '../kit/format';
import { Anchor } from '../kit/nav';
import { Avatar } from '../kit/parts';
import type { CellEdit } from './parts/saving';

export function StageMark({ stage }: { stage: ContactRow['stage'] }) {
  if (!stage) return <span className="third">{t('no stage yet')}</span>;
  return (
    <span className="row gap6">
      <span className={`dot ${stage.team}`} />
      {stage.name}
    </span>
  );
}

export function contactColumns(edit?: CellEdit<ContactRow>): Column<ContactRow>[] {
  return [
    {
      id: 'name',
      head: t('Name'),
      sorts: ['name'],
      keep: true,
      cell: (row) => (
        <>
          <Anchor to={`/contacts/${row.id}`} className="strong">
            {row.name || row.email}
          </Anchor>
          <div className="phone small third">{row.company?.name}</div>
        </>
      ),
    },
    {
      id: 'company',
      head: t('Company'),
      cell: (row) => row.company && <Anchor to={`/companies/${row.company.id}`}>{row.company.name}</Anchor>,
    },
    {
      id: 'title',
      head: t('Job title'),
      cell: (row) => <span className="second">{row.job_title}</span>,
      edit: edit?.('job_title', t('Job title'), (row) => row.job_title),
    },
    { id: 'stage', head: t('Stage'), keep: true, cell: (row) => <StageMark stage={row.stage} /> },
    {
      id: 'owner',
      head: t('Owner'),
      cell: (row) =>
        row.owner ? (
          <span className="row gap6">
            <Avatar name={row.owner.name} team={row.owner.team} size="small" />
            {row.owner.name}
          </span>
        ) : (
          <span className="third">{t('nobody yet')}</span>
        ),
    },
    {
      id: 'touch',
      head: t('Last touch'),
      sorts: ['-last_touch_at'],
      cell: (row) =>
        row.last_touch_at ? (
          <span title={full(row.last_touch_at)}>{moment(row.last_touch_at)}</span>
        ) : (
          <span className="third">{t('none yet')}</span>
        ),
    },
    { id: 'touches', head: t('Touches'), number: true, cell: (row) => count(row.touches) },
    {
      id: 'email',
      head: t('E-mail'),
      cell: (row) => <span className="second">{row.email}</span>,
      edit: edit?.('email', t('E-mail'), (row) => row.email),
    },
    {
      id: 'created',
      head: t('Known since'),
      sorts: ['-created_at', 'created_at'],
      cell: (row) => (
        <span className="second" title={full(row.created_at)}>
          {moment(row.created_at)}
        </span>
      ),
    },
  ];
}
