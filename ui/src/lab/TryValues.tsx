// Marks a number to be read with several values at once.
import { useState } from 'react';
import { t } from '../i18n';
import type { Parameter } from './shapes';
import { numbersIn } from './tries';

interface TryValuesProps {
  parameter: Parameter;
  values: string[] | undefined;
  suggest: () => string[];
  onTry: (values: string[] | undefined) => void;
}

export function TryValues({ parameter, values, suggest, onTry }: TryValuesProps) {
  const [typed, type] = useState<string | null>(null);
  const name = `${parameter.clause}, ${parameter.label}`;
  if (values === undefined)
    return (
      <button
        type="button"
        className="link small tryvalues"
        aria-label={t('Try several values of {{name}}', { name })}
        onClick={() => onTry(suggest())}
      >
        {t('Try several values')}
      </button>
    );
  const keep = () => {
    if (typed !== null) onTry(numbersIn(typed));
    type(null);
  };
  return (
    <div className="row tryvalues">
      <label className="row grow small second">
        {t('also')}
        <input
          className="inlinefield grow"
          inputMode="decimal"
          aria-label={t('Other values of {{name}}', { name })}
          value={typed ?? values.join(', ')}
          onChange={(event) => type(event.currentTarget.value)}
          onBlur={keep}
          onKeyDown={(event) => event.key === 'Enter' && keep()}
        />
      </label>
      <button
        type="button"
        className="link small"
        aria-label={t('One only: {{name}}', { name })}
        onClick={() => onTry(undefined)}
      >
        {t('One only')}
      </button>
    </div>
  );
}
