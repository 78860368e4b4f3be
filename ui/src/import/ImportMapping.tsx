import { Select } from '@mantine/core';
import type { Import, ImportColumn } from '../api/types';
import { t } from '../i18n';
import { Card } from '../kit/parts';
import { dateFormats, kinds, type Mapping, withColumn } from './model';

interface ImportMappingProps {
  job: Import;
  mapping: Mapping;
  editable: boolean;
  onChange: (mapping: Mapping) => void;
}

export function ImportMapping({ job, mapping, editable, onChange }: ImportMappingProps) {
  const options = [
    { value: '', label: t('leave out') },
    ...job.targets.map((target) => ({
      value: target.name,
      label: target.required ? `${target.label} *` : target.label,
    })),
  ];
  return (
    <Card
      title={t('What each column is')}
      aside={
        <Select
          aria-label={t('Kind of records')}
          size="xs"
          disabled={!editable}
          data={kinds.map((kind) => ({ value: kind.value, label: t(kind.word) }))}
          value={mapping.kind}
          allowDeselect={false}
          onChange={(kind) => onChange({ ...mapping, kind: kind ?? mapping.kind })}
        />
      }
    >
      <div className="tablebox" role="region" aria-label={t('What each column is')} tabIndex={0}>
        <table className="table plain flat stacked">
          <thead>
            <tr>
              <th scope="col">{t('Column')}</th>
              <th scope="col">{t('Becomes')}</th>
              <th scope="col">{t('Dates')}</th>
              <th scope="col">{t('First values')}</th>
            </tr>
          </thead>
          <tbody>
            {job.columns.map((column) => {
              const mapped = mapping.columns.find((one) => one.index === column.index);
              return (
                <tr key={column.index}>
                  <td className="medium nowrap">{column.header}</td>
                  <td data-label={t('Becomes')}>
                    <Select
                      aria-label={t('{{column}} becomes', { column: column.header })}
                      size="xs"
                      disabled={!editable}
                      searchable
                      data={options}
                      value={mapped?.target ?? ''}
                      allowDeselect={false}
                      onChange={(target) =>
                        onChange(withColumn(mapping, column.index, { target: target || null }))
                      }
                    />
                  </td>
                  <td data-label={t('Dates')} className="maybe">
                    <DateChoice
                      column={column}
                      value={mapped?.date_format ?? null}
                      editable={editable}
                      onChange={(date_format) => onChange(withColumn(mapping, column.index, { date_format }))}
                    />
                  </td>
                  <td className="small third" data-label={t('First values')}>
                    {column.samples.join(' · ')}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function DateChoice({
  column,
  value,
  editable,
  onChange,
}: {
  column: ImportColumn;
  value: string | null;
  editable: boolean;
  onChange: (format: string) => void;
}) {
  if (column.type !== 'date' && column.date_format === null) return null;
  const formats = value && !dateFormats.includes(value) ? [value, ...dateFormats] : dateFormats;
  return (
    <>
      <Select
        aria-label={t('Date format of {{column}}', { column: column.header })}
        size="xs"
        disabled={!editable}
        data={formats}
        value={value}
        allowDeselect={false}
        onChange={(format) => format && onChange(format)}
      />
      {column.date_reason && <span className="small third">{column.date_reason}</span>}
    </>
  );
}
