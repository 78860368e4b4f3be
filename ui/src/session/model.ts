import type { Role, SetupWish } from '../api/types';
import { type Message, message } from '../i18n';

export const demoRoles: { role: Role; title: Message; sees: Message }[] = [
  { role: 'rep', title: message('Rep'), sees: message('Handoffs to answer, tasks, deals') },
  { role: 'marketer', title: message('Marketer'), sees: message('What became of the handoffs, and why') },
  { role: 'lead', title: message('Alignment lead'), sees: message('Clocks, breaches, drafts to sign') },
  { role: 'manager', title: message('Manager'), sees: message('Revenue, pace and both promises') },
];

export const password_letters_min = 12;

export type Missing = Partial<Record<keyof SetupWish, Message>>;

export function missingIn(wish: SetupWish): Missing {
  const missing: Missing = {};
  if (wish.company.trim() === '') missing.company = message('Name the company');
  if (wish.name.trim() === '') missing.name = message('Say who you are');
  if (!/^[^@\s]+@[^@\s]+$/.test(wish.email)) missing.email = message('An e-mail looks like ada@acme.test');
  if (wish.password.length < password_letters_min) missing.password = message('At least 12 characters');
  return missing;
}

export function zones(): string[] {
  const all = Intl.supportedValuesOf('timeZone');
  return all.includes('UTC') ? all : ['UTC', ...all];
}

export const currencies = [
  'EUR',
  'USD',
  'GBP',
  'CHF',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'JPY',
  'CAD',
  'AUD',
  'INR',
  'BRL',
];
