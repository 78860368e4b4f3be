import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { t } from '../i18n';
import { Button } from '../kit/parts';
import { Trouble } from '../kit/states';
import { emptyLine, type Lines, type Typed, withLine } from './linesModel';

interface AddLineProps {
  currency: string;
  onSave: (make: (lines: Lines) => Lines) => Promise<unknown>;
  onCancel: () => void;
}

export function AddLine({ currency, onSave, onCancel }: AddLineProps) {
  const [typed, setTyped] = useState<Typed>(emptyLine);
  const [error, setError] = useState<unknown>(null);
  const field = (name: keyof Typed, label: string, placeholder?: string) => (
    <TextInput
      label={label}
      size="sm"
      placeholder={placeholder}
      data-autofocus={name === 'product' || undefined}
      autoFocus={name === 'product'}
      value={typed[name]}
      onChange={(event) => {
        const value = event.currentTarget.value;
        setTyped((was) => ({ ...was, [name]: value }));
      }}
    />
  );
  const save = async () => {
    setError(null);
    await onSave((lines) => withLine(lines, typed, currency)).catch(setError);
  };
  return (
    <form
      className="addline"
      aria-label={t('Add line')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onCancel();
        }
      }}
    >
      {error !== null && <Trouble error={error} />}
      <div className="fields">
        {field('product', t('Product'))}
        {field('quantity', t('Quantity'))}
        {field('unit_price', t('Unit price in {{currency}}', { currency }))}
        {field('months', t('Months, optional'), t('once'))}
        {field('discount', t('Discount, optional'), '10% / 120.50')}
      </div>
      <div className="row">
        <Button type="submit" kind="filled" small>
          {t('Add line')}
        </Button>
        <Button small onClick={onCancel}>
          {t('Cancel')}
        </Button>
      </div>
    </form>
  );
}
