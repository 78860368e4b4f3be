// The forecast categories in words.
import type { Forecast } from '../api/types';
import { message, type Message, t } from '../i18n';

export const forecastWords: Record<Forecast, Message> = {
  omitted: message('Omitted'),
  pipeline: message('Pipeline'),
  best_case: message('Best case'),
  commit: message('Commit'),
  closed: message('Closed'),
};

export const openForecasts: Forecast[] = ['omitted', 'pipeline', 'best_case', 'commit'];

export const forecastText = (forecast: Forecast): string => t(forecastWords[forecast]);
