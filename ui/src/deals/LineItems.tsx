// What a deal sells, edited where it stands. Each change saves all lines at once and can be undone.
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { write } from '../api/client';
import type { DealRecord, LineView, PricedLines } from '../api/types';
import { t } from '../i18n';
import { useAct } from '../kit/act';
import { count, decimal, money, typedMoney } from '../kit/format';
import { InlineText } from '../kit/InlineText';
import { Button, Card } from '../kit/parts';
import { AddLine } from './AddLine';
import {
  discountIn,
  discountText,
  discountTyped,
  type Field,
  type Lines,
  linesOf,
  withChange,
  without,
} from './linesModel';

type Save = (make: (lines: Lines) => Lines, done: string) => Promise<unknown>;

function useLines(deal: DealRecord): Save {
  const act = useAct({
    send: ({ lines }: { lines: Lines; done: string }) =>
      write<{ undo?: string }>('PATCH', `/deals/${deal.id}`, { lines, version: deal.version }),
    done: ({ done }) => done,
    stale: () => [['deal', deal.id], ['deals'], ['board'], ['home']],
  });
  return async (make, done) => act.mutateAsync({ lines: make(linesOf(deal.lines)), done });
}

export function LineItems({ deal, currency }: { deal: DealRecord; currency: string }) {
  const [adding, setAdding] = useState(false);
  const save = useLines(deal);
  const lines = deal.lines;
  return (
    <Card
      title={t('What it sells')}
      aside={
        !adding && (
          <Button small icon={IconPlus} onClick={() => setAdding(true)}>
            {t('Add line')}
          </Button>
        )
      }
    >
      {lines ? (
        <LineTable lines={lines} save={save} />
      ) : (
        !adding && (
          <p className="small third">
            {t('With line items the amount of the deal is their sum: product, quantity, price, discount.')}
          </p>
        )
      )}
      {adding && (
        <AddLine
          currency={lines?.net.currency ?? currency}
          onCancel={() => setAdding(false)}
          onSave={(make) => save(make, t('The line was added')).then(() => setAdding(false))}
        />
      )}
    </Card>
  );
}

function LineTable({ lines, save }: { lines: PricedLines; save: Save }) {
  return (
    <div className="tablebox" role="region" aria-label={t('Line items')} tabIndex={0}>
      <table className="table lineitems">
        <thead>
          <tr>
            <th scope="col">{t('Product')}</th>
            <th scope="col" className="number">
              {t('Quantity')}
            </th>
            <th scope="col" className="number">
              {t('Unit price')}
            </th>
            <th scope="col" className="number">
              {t('Months')}
            </th>
            <th scope="col" className="number">
              {t('Discount')}
            </th>
            <th scope="col" className="number">
              {t('Sum')}
            </th>
            <th scope="col">
              <span className="hidden">{t('Remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.items.map((line, at) => (
            <LineRow key={`${at}:${line.product}`} line={line} at={at} save={save} />
          ))}
        </tbody>
        <LineFoot lines={lines} save={save} />
      </table>
    </div>
  );
}

function LineRow({ line, at, save }: { line: LineView; at: number; save: Save }) {
  const cell = (field: Field, label: string, text: string, value: string) => (
    <InlineText
      label={label}
      text={text}
      value={value}
      readOnly={false}
      type="text"
      empty="–"
      onSave={async (typed) =>
        save((lines) => withChange(lines, at, field, typed), t('The line was changed'))
      }
    />
  );
  return (
    <tr>
      <td>{cell('product', t('Product'), line.product, line.product)}</td>
      <td className="number">
        {cell('quantity', t('Quantity'), decimal(line.quantity), String(line.quantity))}
      </td>
      <td className="number">
        {cell('unit_price', t('Unit price'), money(line.unit_price), typedMoney(line.unit_price))}
      </td>
      <td className="number">
        {cell(
          'months',
          t('Months'),
          line.months ? count(line.months) : '',
          line.months ? String(line.months) : '',
        )}
      </td>
      <td className="number">
        {cell('discount', t('Discount'), discountText(line), discountTyped(line, typedMoney))}
      </td>
      <td className="number figures" title={t('{{gross}} before discounts', { gross: money(line.gross) })}>
        {money(line.net)}
      </td>
      <td>
        <Button
          small
          kind="ghost"
          icon={IconX}
          label={t('Remove {{name}}', { name: line.product })}
          onClick={() => void save((lines) => without(lines, at), t('The line was removed'))}
        />
      </td>
    </tr>
  );
}

function LineFoot({ lines, save }: { lines: PricedLines; save: Save }) {
  const { currency } = lines.net;
  return (
    <tfoot>
      <tr>
        <th scope="row" colSpan={4}>
          {t('Discount on all lines')}
        </th>
        <td className="number">
          <InlineText
            label={t('Discount on all lines')}
            text={discountText(lines)}
            value={discountTyped(lines, typedMoney)}
            readOnly={false}
            type="text"
            empty="–"
            onSave={async (typed) =>
              save((now) => ({ ...now, ...discountIn(typed, currency) }), t('The discount was changed'))
            }
          />
        </td>
        <td colSpan={2} />
      </tr>
      <tr>
        <th scope="row" colSpan={4}>
          <b className="medium">{t('Amount of the deal')}</b>
        </th>
        <td className="number small third">
          {lines.monthly.minor > 0 && t('{{amount}} a month', { amount: money(lines.monthly) })}
        </td>
        <td className="number figures">
          <b className="medium">{money(lines.net)}</b>
        </td>
        <td />
      </tr>
    </tfoot>
  );
}
