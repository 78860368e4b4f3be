// What feedback can be told by, and where a row leads.
import type { FeedbackFigure } from '../api/schema';
import { type Message, message, t } from '../i18n';
import { trySearch } from '../lab/parts/trying';

export const dimensions: [string, Message][] = [
  ['source', message('Source')],
  ['campaign', message('Campaign')],
  ['clause', message('Clause of the definition')],
  ['owner', message('Rep')],
  ['company.industry', message('Industry')],
  ['company.employees', message('Company size')],
];

export const dimensionOf = (text: string | undefined): string => text ?? 'clause';

export const rowName = (row: FeedbackFigure): string => row.label || t('not known');

// The lab, with the clause's number tried at values around the one in force.
export const labSearch = (row: FeedbackFigure): Record<string, string> | undefined =>
  row.number ? trySearch(row.number) : undefined;

export const reasonsText = (reasons: { reason: string; count: number }[]): string =>
  reasons.map(({ reason, count }) => `${reason} ${count}`).join(' · ');
