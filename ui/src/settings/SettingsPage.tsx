import type { ComponentType } from 'react';
import { type Message, message, t } from '../i18n';
import { Anchor, useParam } from '../kit/nav';
import { PageHead } from '../kit/Page';
import { Keys } from './Keys';
import { People } from './People';
import { Profile } from './Profile';
import { Quarantine } from './Quarantine';

const sections: { key: string; name: Message; page: ComponentType }[] = [
  { key: 'profile', name: message('Profile'), page: Profile },
  { key: 'people', name: message('People and roles'), page: People },
  { key: 'keys', name: message('API keys'), page: Keys },
  { key: 'quarantine', name: message('Quarantine'), page: Quarantine },
];

export function SettingsPage() {
  const key = useParam('section') || 'profile';
  const section = sections.find((one) => one.key === key) ?? sections[0];
  const Page = section?.page ?? Profile;
  return (
    <>
      <PageHead title={t('Settings')} />
      <div className="scroll settings">
        <nav className="sidenav" aria-label={t('Settings')}>
          {sections.map((one) => (
            <Anchor key={one.key} to={`/settings/${one.key}`} exact current={one.key === section?.key}>
              {t(one.name)}
            </Anchor>
          ))}
        </nav>
        <div className="stack gap16">
          <Page />
        </div>
      </div>
    </>
  );
}
