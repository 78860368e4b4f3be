// Monday first, as the server counts them.
import { type Message, message } from '../i18n';

export const weekdays: Message[] = [
  message('Monday'),
  message('Tuesday'),
  message('Wednesday'),
  message('Thursday'),
  message('Friday'),
  message('Saturday'),
  message('Sunday'),
];
