import type { ComponentType } from 'react';
import { type Message, message, t } from '../i18n';
import { Anchor, useParam } from '../kit/nav';
import { PageHead } from '../kit/Page';
import type { Role } from '../api/types';
import { useViewer } from '../session/parts/viewer';
import { Keys } from './Keys';
import { Mail } from './Mail';
import { Notifications } from './Notifications';
import { People } from './People';
import { Profile } from './Profile';
import { Properties } from './Properties';
import { Quarantine } from './Quarantine';
import { Webhooks } from './Webhooks';
import { Teams } from './Teams';
import { Workspace } from './Workspace';

const leading: Role[] = ['lead', 'admin'];
const sections: { key: string; name: Message; page: ComponentType; roles?: Role[] }[] = [
  { key: 'profile', name: message('Profile'), page: Profile },
  { key: 'notifications', name: message('Notifications'), page: Notifications },
  { key: 'workspace', name: message('Workspace'), page: Workspace, roles: leading },
  { key: 'people', name: message('People and roles'), page: People },
  { key: 'teams', name: message('Teams'), page: Teams, roles: ['lead', 'manager', 'admin'] },
  { key: 'properties', name: message('Properties'), page: Properties },
  { key: 'keys', name: message('API keys'), page: Keys, roles: leading },
  { key: 'mail', name: message('E-mail'), page: Mail, roles: leading },
  { key: 'webhooks', name: message('Webhooks'), page: Webhooks, roles: leading },
  { key: 'quarantine', name: message('Quarantine'), page: Quarantine, roles: leading },
];

export function SettingsPage() {
  const key = useParam('section') || 'profile';
  const { user } = useViewer();
  const open = sections.filter((one) => one.roles?.includes(user.role) ?? true);
  const section = open.find((one) => one.key === key);
  return (
    <>
      <PageHead title={t('Settings')} />
      <div className="scroll settings">
        <nav className="sidenav" aria-label={t('Settings')}>
          {open.map((one) => (
            <Anchor key={one.key} to={`/settings/${one.key}`} exact current={one.key === section?.key}>
              {t(one.name)}
            </Anchor>
          ))}
        </nav>
        <div className="stack gap16">
          {section ? (
            <section.page />
          ) : (
            <p className="second">{t('This section is for alignment leads and administrators.')}</p>
          )}
        </div>
      </div>
    </>
  );
}
