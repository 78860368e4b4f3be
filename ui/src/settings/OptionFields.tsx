import { IconPlus } from '@tabler/icons-react';
import { t } from '../i18n';
import { Button } from '../kit/parts';
import type { OptionDraft } from './propertyModel';

interface OptionFieldsProps {
  options: OptionDraft[];
  onChange: (options: OptionDraft[]) => void;
}

// An option that was saved is renamed or archived, never taken away: records may hold it.
export function OptionFields({ options, onChange }: OptionFieldsProps) {
  const put = (index: number, part: Partial<OptionDraft>) =>
    onChange(options.map((option, at) => (at === index ? { ...option, ...part } : option)));
  const drop = (index: number) => onChange(options.filter((_option, at) => at !== index));
  return (
    <fieldset className="stack gap6">
      <legend className="body13 medium">{t('Options')}</legend>
      {options.map((option, index) => (
        <div key={index} className="row gap6">
          <input
            className={option.archived ? 'inlinefield grow third' : 'inlinefield grow'}
            aria-label={t('Option {{number}}', { number: index + 1 })}
            disabled={option.archived}
            value={option.label}
            onChange={(event) => put(index, { label: event.currentTarget.value })}
          />
          {option.value === '' ? (
            <Button small onClick={() => drop(index)}>
              {t('Remove')}
            </Button>
          ) : (
            <Button small onClick={() => put(index, { archived: !option.archived })}>
              {option.archived ? t('Bring back') : t('Archive')}
            </Button>
          )}
        </div>
      ))}
      <div>
        <Button
          small
          icon={IconPlus}
          onClick={() => onChange([...options, { value: '', label: '', archived: false }])}
        >
          {t('Add option')}
        </Button>
      </div>
    </fieldset>
  );
}
