// How the rows of an import are written, chosen before it runs.
import { Select, Switch } from '@mantine/core';
import type { Import } from '../api/types';
import { t } from '../i18n';
import { Card } from '../kit/parts';
import { keyWords, type Mapping, writesWords } from './model';

interface ImportWaysProps {
  job: Import;
  mapping: Mapping;
  editable: boolean;
  onChange: (mapping: Mapping) => void;
}

export function ImportWays({ job, mapping, editable, onChange }: ImportWaysProps) {
  const { ways } = mapping;
  const choose = (change: Partial<typeof ways>) => onChange({ ...mapping, ways: { ...ways, ...change } });
  return (
    <Card title={t('How rows are written')}>
      <div className="row wrap gap16">
        {job.sheets.length > 1 && (
          <Select
            label={t('Sheet')}
            size="xs"
            disabled={!editable}
            data={job.sheets}
            value={mapping.sheet}
            allowDeselect={false}
            onChange={(sheet) => onChange({ ...mapping, sheet })}
          />
        )}
        <Select
          label={t('Rows')}
          size="xs"
          disabled={!editable}
          data={Object.entries(writesWords).map(([value, word]) => ({ value, label: t(word) }))}
          value={ways.writes}
          allowDeselect={false}
          onChange={(writes) => choose({ writes: writes ?? ways.writes })}
        />
        {mapping.kind === 'contacts' && (
          <Select
            label={t('Contacts are found')}
            size="xs"
            disabled={!editable}
            data={Object.entries(keyWords).map(([value, word]) => ({ value, label: t(word) }))}
            value={ways.contact_key}
            allowDeselect={false}
            onChange={(key) => choose({ contact_key: key ?? ways.contact_key })}
          />
        )}
        <Switch
          label={t('Automations on')}
          description={t('Off: sales is offered nobody whom this import qualifies.')}
          disabled={!editable}
          checked={ways.automations}
          onChange={(event) => choose({ automations: event.currentTarget.checked })}
        />
      </div>
    </Card>
  );
}
