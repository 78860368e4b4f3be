import { t } from '../i18n';

// Whose goal it is.
export function sideOf(team: string): string {
  if (team === 'marketing') return t('Marketing');
  return team === 'sales' ? t('Sales') : t('Both');
}
