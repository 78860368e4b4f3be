// Messages: the English sentence is its own key; en.json is the catalogue other languages translate.
// `npm run messages` refreshes it, a test fails when it is stale.
import i18next from 'i18next';
import en from './en.json';
import { pseudo, pseudoCatalogue } from './pseudo';

type Stem<Key extends string> = Key extends `${infer Root}_one`
  ? Root
  : Key extends `${infer Root}_other`
    ? Root
    : Key;
export type Message = Stem<keyof typeof en>;

export function wishedLanguage(search: string, remembered: string | null): string {
  return new URLSearchParams(search).get('lang') ?? remembered ?? 'en';
}

// How a message reads that the catalogue has no other text for: a build leaves out what is its own key.
let spoken = (text: string): string => text;

export async function startMessages(language: string): Promise<void> {
  const words: Record<string, string> = language === 'xx' ? pseudoCatalogue(en) : en;
  spoken = language === 'xx' ? pseudo : (text) => text;
  const locale = language === 'xx' ? 'en' : language;
  await i18next.init({
    lng: locale,
    fallbackLng: 'en',
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: { [locale]: { translation: words } },
  });
}

export function t(message: Message, values?: Record<string, string | number>): string {
  return i18next.t(message, { defaultValue: spoken(message), ...values });
}

// Marks a message that is looked up later, in a table of words.
export const message = (text: Message): Message => text;
