// How a change of a deal is said to the server.
import { t } from '../i18n';
import { moneyIn } from '../kit/format';

export function bodyOf(name: string, value: string, currency: string): object {
  if (name !== 'amount') return { [name]: value };
  const amount = moneyIn(value, currency);
  if (!amount) throw new Error(t('Type the amount as a number'));
  return { amount };
}
