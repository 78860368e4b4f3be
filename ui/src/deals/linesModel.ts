// The lines of a deal as they are typed, and as the server is told them: always all of them.
import type { LineView, PricedLines } from '../api/types';
import { t } from '../i18n';
import { money, moneyIn, percent, type Sum } from '../kit/format';

export interface Line {
  product: string;
  quantity: number;
  unit_price: Sum;
  months: number;
  discount_percent: number | null;
  discount_amount: Sum | null;
}

export interface Lines {
  items: Line[];
  discount_percent: number | null;
  discount_amount: Sum | null;
}

type Discounted = Pick<Line, 'discount_percent' | 'discount_amount'>;

export type Field = 'product' | 'quantity' | 'unit_price' | 'months' | 'discount';

const lineOf = (line: LineView): Line => ({
  product: line.product,
  quantity: line.quantity,
  unit_price: line.unit_price,
  months: line.months,
  discount_percent: line.discount_percent,
  discount_amount: line.discount_amount,
});

export const linesOf = (priced: PricedLines | null): Lines => ({
  items: (priced?.items ?? []).map(lineOf),
  discount_percent: priced?.discount_percent ?? null,
  discount_amount: priced?.discount_amount ?? null,
});

// "10%", "€120.50", or nothing.
export function discountText(of: Discounted): string {
  if (of.discount_percent != null) return percent(of.discount_percent);
  return of.discount_amount ? money(of.discount_amount) : '';
}

// What one types for it: "10%" or "120.50".
export function discountTyped(of: Discounted, typed: (sum: Sum) => string): string {
  if (of.discount_percent != null) return `${of.discount_percent}%`;
  return of.discount_amount ? typed(of.discount_amount) : '';
}

export function discountIn(text: string, currency: string): Discounted {
  const word = text.trim();
  if (word === '') return { discount_percent: null, discount_amount: null };
  if (word.endsWith('%')) {
    return { discount_percent: numberIn(word.slice(0, -1)), discount_amount: null };
  }
  return { discount_percent: null, discount_amount: sumIn(word, currency) };
}

function numberIn(text: string): number {
  const number = Number(text.trim());
  if (text.trim() === '' || !Number.isFinite(number)) throw new Error(t('Type a number'));
  return number;
}

function sumIn(text: string, currency: string): Sum {
  const sum = moneyIn(text, currency);
  if (!sum) throw new Error(t('Type the amount as a number'));
  return sum;
}

function partOf(field: Field, text: string, currency: string): Partial<Line> {
  switch (field) {
    case 'product':
      return { product: text.trim() };
    case 'quantity':
      return { quantity: numberIn(text) };
    case 'unit_price':
      return { unit_price: sumIn(text, currency) };
    case 'months':
      return { months: text.trim() === '' ? 0 : numberIn(text) };
    case 'discount':
      return discountIn(text, currency);
  }
}

export function withChange(lines: Lines, at: number, field: Field, text: string): Lines {
  const items = lines.items.map((line, place) =>
    place === at ? { ...line, ...partOf(field, text, line.unit_price.currency) } : line,
  );
  return { ...lines, items };
}

export function without(lines: Lines, at: number): Lines {
  return { ...lines, items: lines.items.filter((_line, place) => place !== at) };
}

export interface Typed {
  product: string;
  quantity: string;
  unit_price: string;
  months: string;
  discount: string;
}

export const emptyLine: Typed = { product: '', quantity: '1', unit_price: '', months: '', discount: '' };

export function withLine(lines: Lines, typed: Typed, currency: string): Lines {
  const line: Line = {
    product: typed.product.trim(),
    quantity: numberIn(typed.quantity),
    unit_price: sumIn(typed.unit_price, currency),
    months: typed.months.trim() === '' ? 0 : numberIn(typed.months),
    ...discountIn(typed.discount, currency),
  };
  return { ...lines, items: [...lines.items, line] };
}
