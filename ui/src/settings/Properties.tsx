import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { write } from '../api/client';
import { useProperties } from '../api/hooks';
import type { PropertyRow, Undoable } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { useAddress } from '../kit/nav';
import { Button, Segments } from '../kit/parts';
import { Answer, Trouble } from '../kit/states';
import { useViewer } from '../session/parts/viewer';
import { type RecordSort, sortWord, typeWord, wordOfResult } from './propertyModel';
import { PropertyForm } from './PropertyForm';

const sorts = Object.keys(sortWord) as RecordSort[];

export function Properties() {
  const [{ of }, change] = useAddress();
  const record = sorts.find((one) => one === of) ?? 'contact';
  const properties = useProperties(record);
  const { user } = useViewer();
  const leads = user.role === 'lead' || user.role === 'admin';
  const [editing, setEditing] = useState<PropertyRow | 'new' | null>(null);
  return (
    <>
      <div className="row between wrap">
        <h2>{t('Properties')}</h2>
        {leads && (
          <Button icon={IconPlus} onClick={() => setEditing('new')}>
            {t('Create property')}
          </Button>
        )}
      </div>
      <Segments
        label={t('Properties of')}
        value={record}
        options={sorts.map((one): [RecordSort, string] => [one, t(sortWord[one])])}
        onPick={(one) => change({ of: one })}
      />
      <Answer of={properties}>
        {(found) => <Lists rows={found.rows} onEdit={leads ? setEditing : undefined} />}
      </Answer>
      {editing !== null && (
        <PropertyForm
          record={record}
          row={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(null)}
        />
      )}
    </>
  );
}

function Lists({ rows, onEdit }: { rows: PropertyRow[]; onEdit?: (row: PropertyRow) => void }) {
  const own = rows.filter((row) => row.own && !row.archived);
  const archived = rows.filter((row) => row.archived);
  const others = rows.filter((row) => !row.own && !row.archived);
  return (
    <>
      {own.length === 0 && (
        <p className="third">
          {t('None of your own yet. A property keeps one fact about each record, of one type.')}
        </p>
      )}
      {own.length > 0 && <Table name={t('Your properties')} rows={own} onEdit={onEdit} />}
      {archived.length > 0 && <Table name={t('Archived')} rows={archived} onEdit={onEdit} />}
      {others.length > 0 && <Table name={t('Known without a definition')} rows={others} onEdit={onEdit} />}
    </>
  );
}

interface TableProps {
  name: string;
  rows: PropertyRow[];
  onEdit?: (row: PropertyRow) => void;
}

function Table({ name, rows, onEdit }: TableProps) {
  const archive = useAct({
    send: ({ row, archived }: { row: PropertyRow; archived: boolean }) =>
      write<Undoable>('PATCH', `/properties/${row.record}/${row.name}`, { archived }),
    done: ({ row, archived }) =>
      archived
        ? t('{{label}} was archived', { label: row.label })
        : t('{{label}} is back', { label: row.label }),
    stale: () => [['properties'], ['contact'], ['company'], ['deal']],
  });
  return (
    <section className="stack gap6">
      <h3 className="body13">{name}</h3>
      {archive.error && <Trouble error={archive.error} />}
      <div className="tablebox card" role="region" aria-label={name} tabIndex={0}>
        <table className="table plain stacked">
          <thead>
            <tr>
              <th scope="col">{t('Property')}</th>
              <th scope="col">{t('Type')}</th>
              <th scope="col">{t('What it is')}</th>
              <th scope="col">
                <span className="hidden">{t('Actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <td>
                  <b className="medium">{row.label}</b>
                  <div className="small third mono">{row.name}</div>
                </td>
                <td data-label={t('Type')}>{t(typeWord[row.type])}</td>
                <td data-label={t('What it is')}>
                  <Meaning row={row} />
                </td>
                <td className="right">
                  {onEdit && row.own && (
                    <span className="row gap6 end">
                      {!row.archived && (
                        <Button small onClick={() => onEdit(row)}>
                          {t('Edit')}
                        </Button>
                      )}
                      <Button small onClick={() => archive.mutate({ row, archived: !row.archived })}>
                        {row.archived ? t('Bring back') : t('Archive')}
                      </Button>
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Meaning({ row }: { row: PropertyRow }) {
  const options = row.options.filter((option) => !option.archived).map((option) => option.label);
  return (
    <div className="stack gap4">
      {row.description && <span>{row.description}</span>}
      {options.length > 0 && <span className="second">{options.join(', ')}</span>}
      {row.formula && <code className="mono small">{row.formula}</code>}
      {row.result && (
        <span className="small third">{t('comes to {{what}}', { what: t(wordOfResult(row.result)) })}</span>
      )}
    </div>
  );
}
