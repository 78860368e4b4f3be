import { Switch, useMantineColorScheme } from '@mantine/core';
import { useState } from 'react';
import { t } from '../i18n';
import { setSingleKeys, singleKeysOn } from '../kit/keys';
import { Facts, Segments } from '../kit/parts';
import { roleWord } from '../session/parts/roles';
import { useViewer } from '../session/parts/viewer';
import { Mine } from './Mine';

type Density = 'comfortable' | 'compact';

export function Profile() {
  const { user } = useViewer();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [density, setDensity] = useState(
    (document.documentElement.dataset.density as Density | undefined) ?? 'comfortable',
  );
  const [keys, setKeys] = useState(singleKeysOn);
  const pickDensity = (next: Density) => {
    setDensity(next);
    document.documentElement.dataset.density = next;
    localStorage.setItem('baton-density', next);
  };
  return (
    <>
      <h2>{t('Profile')}</h2>
      <Facts
        rows={[
          [t('Name'), user.name],
          [t('E-mail'), user.email],
          [t('Role'), t(roleWord[user.role])],
          [t('Time zone'), user.time_zone],
        ]}
      />
      <div className="stack gap4">
        <h3>{t('Colours')}</h3>
        <div>
          <Segments
            label={t('Colours')}
            value={colorScheme}
            options={[
              ['auto', t('As the system')],
              ['light', t('Light')],
              ['dark', t('Dark')],
            ]}
            onPick={setColorScheme}
          />
        </div>
      </div>
      <div className="stack gap4">
        <h3>{t('Rows')}</h3>
        <div>
          <Segments
            label={t('Rows')}
            value={density}
            options={[
              ['comfortable', t('Comfortable')],
              ['compact', t('Compact')],
            ]}
            onPick={pickDensity}
          />
        </div>
      </div>
      <Switch
        label={t('Single keys, such as A to accept')}
        checked={keys}
        onChange={(event) => {
          setKeys(event.currentTarget.checked);
          setSingleKeys(event.currentTarget.checked);
        }}
      />
      <Mine />
    </>
  );
}
