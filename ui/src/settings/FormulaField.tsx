import { Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useFormulaCheck } from '../api/hooks';
import { t } from '../i18n';
import { type RecordSort, wordOfResult } from './propertyModel';

interface FormulaFieldProps {
  record: RecordSort;
  name: string;
  formula: string;
  onChange: (formula: string) => void;
}

// What is typed is checked while it is typed: the mistake with its line and column, or what it comes to.
export function FormulaField({ record, name, formula, onChange }: FormulaFieldProps) {
  const [settled] = useDebouncedValue(formula, 250);
  const check = useFormulaCheck(record, name, settled);
  const { mistake, type } = check.data ?? { mistake: null, type: null };
  const checked = settled.trim() !== '';
  return (
    <div className="stack gap4">
      <Textarea
        label={t('Formula')}
        required
        withAsterisk={false}
        rows={4}
        spellCheck={false}
        className="mono"
        value={formula}
        error={checked && mistake ? mistake : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <span className="small second" role="status">
        {checked && type ? t('It comes to {{what}}.', { what: t(wordOfResult(type)) }) : ''}
      </span>
      <span className="small third">
        {record === 'company'
          ? t(
              'Names of properties, + - * /, and, or, not, if(…), min, max, round, coalesce, concat, days(…), today',
            )
          : t(
              'Names of properties, company.NAME, + - * /, and, or, not, if(…), min, max, round, coalesce, concat, days(…), today',
            )}
      </span>
    </div>
  );
}
