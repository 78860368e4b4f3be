// How a change of a deal is said to the server.
import { t } from '../i18n';
import { moneyIn } from '../kit/format';

// What a deal keeps beside its other properties.
const members = new Set(['name', 'pipeline', 'stage', 'product', 'owner', 'lost_reason']);

export function bodyOf(name: string, value: string, currency: string): object {
  if (members.has(name)) return { [name]: value };
  if (name !== 'amount') return { properties: { [name]: value === '' ? null : value } };
  const amount = moneyIn(value, currency);
  if (!amount) throw new Error(t('Type the amount as a number'));
  return { amount };
}
