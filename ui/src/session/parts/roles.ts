import type { Role } from '../../api/types';
import { type Message, message } from '../../i18n';

export const roleWord: Record<Role, Message> = {
  rep: message('Rep'),
  marketer: message('Marketer'),
  lead: message('Alignment lead'),
  manager: message('Manager'),
  admin: message('Administrator'),
};
