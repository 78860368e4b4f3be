import { describe, expect, it } from 'vitest';
import { typedMoney } from '../kit/format';
import {
  discountIn,
  discountTyped,
  emptyLine,
  type Lines,
  withChange,
  withLine,
  without,
} from './linesModel';

const none: Lines = { items: [], discount_percent: null, discount_amount: null };
const plan = withLine(
  none,
  { ...emptyLine, product: ' Plan ', unit_price: '1,200.50', months: '12', discount: '10%' },
  'EUR',
);

describe('the lines of a deal as they are typed', () => {
  it('become what the server is told', () => {
    expect(plan.items).toEqual([
      {
        product: 'Plan',
        quantity: 1,
        unit_price: { minor: 120050, currency: 'EUR' },
        months: 12,
        discount_percent: 10,
        discount_amount: null,
      },
    ]);
  });

  it('change one field and leave the others', () => {
    const changed = withChange(plan, 0, 'discount', '50');
    expect(changed.items[0]).toMatchObject({
      product: 'Plan',
      discount_percent: null,
      discount_amount: { minor: 5000, currency: 'EUR' },
    });
    expect(withChange(plan, 0, 'months', '').items[0]?.months).toBe(0);
    expect(without(plan, 0).items).toEqual([]);
  });

  it('say what is no number', () => {
    expect(() => withChange(plan, 0, 'quantity', 'two')).toThrow();
    expect(() => withChange(plan, 0, 'unit_price', '')).toThrow();
    expect(() => discountIn('ten%', 'EUR')).toThrow();
  });

  it('show a discount as one types it', () => {
    for (const text of ['', '7.5%', '120.5'])
      expect(discountTyped(discountIn(text, 'EUR'), typedMoney)).toBe(text);
  });
});
