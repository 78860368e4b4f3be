// Who decides about a deal: its contacts, what each is to it, and when they were last active.
import { Menu, Select } from '@mantine/core';
import { IconCheck, IconSelector, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { flat, useContacts } from '../../api/hooks';
import type { AssociationView } from '../../api/types';
import { t } from '../../i18n';
import { moment } from '../../kit/format';
import { useKeys } from '../../kit/keys';
import { Anchor } from '../../kit/nav';
import { Avatar, Button, Card, Glyph } from '../../kit/parts';
import { Answer, Trouble } from '../../kit/states';
import { toggled, useAssociations, useRoles, useTakeOff, useTell } from './associating';

export function Committee({ deal }: { deal: string }) {
  const found = useAssociations('deals', deal);
  const [adding, setAdding] = useState(false);
  useKeys({ p: () => setAdding(true) });
  return (
    <Card
      title={t('People')}
      icon={IconUsers}
      aside={
        <Button small icon={IconUserPlus} onClick={() => setAdding(!adding)}>
          {t('Add person')}
        </Button>
      }
    >
      {adding && <AddPerson deal={deal} onDone={() => setAdding(false)} />}
      <Answer of={found} lines={3}>
        {({ rows }) => <People deal={deal} people={rows.filter((row) => row.type === 'contacts')} />}
      </Answer>
    </Card>
  );
}

function People({ deal, people }: { deal: string; people: AssociationView[] }) {
  if (people.length === 0)
    return (
      <p className="small third">
        {t('Nobody is linked yet. Add who decides, who pays and who will use it.')}
      </p>
    );
  return (
    <ul className="stack">
      {people.map((person) => (
        <li key={person.id} className="row between">
          <span className="row">
            <Avatar name={person.name} size="small" />
            <span className="stack">
              <Anchor to={`/contacts/${person.id}`} className="body13 medium">
                {person.name}
              </Anchor>
              <span className="small third">
                {person.last_touch_at
                  ? t('active {{time}}', { time: moment(person.last_touch_at) })
                  : t('no touch yet')}
              </span>
            </span>
          </span>
          <RolePick deal={deal} person={person} />
        </li>
      ))}
    </ul>
  );
}

function RolePick({ deal, person }: { deal: string; person: AssociationView }) {
  const roles = useRoles('contacts', 'deals');
  const tell = useTell(deal);
  const takeOff = useTakeOff(deal);
  const held = new Set(person.roles.map((role) => role.key));
  const of = { contact: person.id, name: person.name };
  const error = tell.error ?? takeOff.error;
  return (
    <span>
      <Menu position="bottom-end" shadow="md" withinPortal closeOnItemClick={false}>
        <Menu.Target>
          <button type="button" className="inline row gap6 small" title={t('Change roles')}>
            <span className="hidden">{t('Roles of {{name}}:', { name: person.name })}</span>
            {person.roles.length > 0 ? (
              <span className="stack">
                {person.roles.map((role) => (
                  <span key={role.key} className="nowrap">
                    {role.name}
                  </span>
                ))}
              </span>
            ) : (
              <span className="third nowrap">{t('no role')}</span>
            )}
            <Glyph of={IconSelector} />
          </button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflow: 'auto' }}>
          {(roles.data?.rows ?? []).map((role) => (
            <Menu.Item
              key={role.key}
              leftSection={held.has(role.key) ? <Glyph of={IconCheck} /> : <span style={{ width: 16 }} />}
              onClick={() => tell.mutate({ ...of, roles: toggled(person.roles, role.key) })}
            >
              {role.name}
              {held.has(role.key) && <span className="hidden">{t('is set')}</span>}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => takeOff.mutate({ ...of, roles: [] })}>
            {t('Remove from the deal')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {error && <Trouble error={error} />}
    </span>
  );
}

function AddPerson({ deal, onDone }: { deal: string; onDone: () => void }) {
  const [q, setQ] = useState('');
  const people = flat(useContacts({ q, sort: 'name' }).data);
  const tell = useTell(deal);
  const pick = (id: string | null) => {
    const person = people.find((row) => row.id === id);
    if (person) tell.mutate({ contact: person.id, name: person.name, roles: [] }, { onSuccess: onDone });
  };
  return (
    <>
      <Select
        label={t('Who belongs to this deal')}
        searchable
        data-autofocus
        autoFocus
        data={people.map((row) => ({
          value: row.id,
          label: [row.name, row.company?.name].filter(Boolean).join(', '),
        }))}
        value={null}
        onChange={pick}
        onSearchChange={setQ}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation();
            onDone();
          }
        }}
        nothingFoundMessage={t('Nobody found')}
      />
      {tell.error && <Trouble error={tell.error} />}
    </>
  );
}
