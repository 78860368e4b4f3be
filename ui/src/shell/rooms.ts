// The rooms, in the order of the sidebar; the palette and the keys read the same list.
import {
  IconAffiliate,
  IconArrowsExchange,
  IconBell,
  IconAddressBook,
  IconBuilding,
  IconCertificate,
  IconChartFunnel,
  IconDroplet,
  IconFileImport,
  IconFilter,
  IconFlask,
  IconHeartHandshake,
  IconHome,
  IconLayoutKanban,
  IconMessages,
  IconScale,
  IconSettings,
} from '@tabler/icons-react';
import { type Message, message } from '../i18n';
import type { Icon } from '../kit/parts';

export interface Room {
  to: string;
  name: Message;
  icon: Icon;
  key: string;
  group?: Message;
  exact?: boolean;
  foot?: boolean;
}

export const rooms: Room[] = [
  { to: '/', name: message('Home'), icon: IconHome, key: 'g h', exact: true },
  { to: '/handoffs', name: message('Handoffs'), icon: IconArrowsExchange, key: 'g i' },
  { to: '/contacts', name: message('Contacts'), icon: IconAddressBook, key: 'g c' },
  { to: '/companies', name: message('Companies'), icon: IconBuilding, key: 'g o' },
  { to: '/deals', name: message('Deals'), icon: IconLayoutKanban, key: 'g d' },
  {
    to: '/agreement',
    name: message('Agreement'),
    icon: IconCertificate,
    key: 'g a',
    group: message('Together'),
  },
  { to: '/alignment', name: message('Alignment'), icon: IconHeartHandshake, key: 'g w' },
  { to: '/leaks', name: message('Leaks'), icon: IconDroplet, key: 'g l' },
  { to: '/lab', name: message('Backtest lab'), icon: IconFlask, key: 'g b' },
  { to: '/sla', name: message('Two-way SLA'), icon: IconScale, key: 'g s' },
  { to: '/feedback', name: message('Feedback'), icon: IconMessages, key: 'g f' },
  {
    to: '/measures',
    name: message('Measures'),
    icon: IconChartFunnel,
    key: 'g u',
    group: message('Numbers'),
  },
  { to: '/funnels', name: message('Funnels'), icon: IconFilter, key: 'g v' },
  { to: '/attribution', name: message('Attribution'), icon: IconAffiliate, key: 'g x' },
  { to: '/notifications', name: message('Notifications'), icon: IconBell, key: 'g n', foot: true },
  { to: '/import', name: message('Import'), icon: IconFileImport, key: '', foot: true },
  { to: '/settings', name: message('Settings'), icon: IconSettings, key: 'g ,', foot: true },
];
