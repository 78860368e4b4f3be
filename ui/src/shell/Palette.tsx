// One box for go, find and do; every row shows the key that does the same.
import { Modal } from '@mantine/core';
import {
  IconAddressBook,
  IconBuilding,
  IconKeyboard,
  IconLayoutKanban,
  IconUserPlus,
} from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useSearchHits } from '../api/hooks';
import type { Hit } from '../api/types';
import { t } from '../i18n';
import { useGo } from '../kit/nav';
import { Glyph, type Icon } from '../kit/parts';
import { matching, moved } from './paletteModel';
import { rooms } from './rooms';

interface Entry {
  id: string;
  title: string;
  detail?: string | null;
  icon: Icon;
  hint?: string;
  run: () => void;
}

const hitIcon: Record<Hit['type'], Icon> = {
  contact: IconAddressBook,
  company: IconBuilding,
  deal: IconLayoutKanban,
};
const hitRoom: Record<Hit['type'], string> = {
  contact: '/contacts/',
  company: '/companies/',
  deal: '/deals/',
};

function useEntries(q: string, onKeys: () => void): Entry[] {
  const go = useGo();
  const hits = useSearchHits(q);
  const doing: Entry[] = [
    ...rooms.map((room) => ({
      id: room.to,
      title: t(room.name),
      icon: room.icon,
      hint: room.key,
      run: () => go(room.to),
    })),
    {
      id: 'new-contact',
      title: t('Create a contact'),
      icon: IconUserPlus,
      hint: 'c',
      run: () => go('/contacts', { create: '1' }),
    },
    {
      id: 'new-deal',
      title: t('Create a deal'),
      icon: IconLayoutKanban,
      run: () => go('/deals/board', { create: '1' }),
    },
    { id: 'keys', title: t('Show the keys'), icon: IconKeyboard, hint: '?', run: onKeys },
  ];
  const found = (q.length > 1 ? (hits.data?.rows ?? []) : []).map((hit) => ({
    id: `${hit.type}-${hit.id}`,
    title: hit.title,
    detail: hit.detail,
    icon: hitIcon[hit.type],
    run: () => go(hitRoom[hit.type] + hit.id),
  }));
  return [...found, ...doing.filter((entry) => matching(entry.title, q))];
}

export function Palette({ onClose, onKeys }: { onClose: () => void; onKeys: () => void }) {
  const [q, setQ] = useState('');
  const [at, setAt] = useState(0);
  const entries = useEntries(q, onKeys);
  const current = Math.min(at, Math.max(0, entries.length - 1));
  const run = (entry: Entry | undefined) => {
    if (!entry) return;
    if (entry.id !== 'keys') onClose();
    entry.run();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') run(entries[current]);
    const next = moved(current, event.key, entries.length);
    if (next === current) return;
    event.preventDefault();
    setAt(next);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size="lg"
      yOffset="10vh"
      aria-label={t('Search or do')}
    >
      <div className="palette">
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={entries[current] ? `palette-${current}` : undefined}
          aria-label={t('Search or do')}
          placeholder={t('Search contacts, companies, deals, or go somewhere')}
          data-autofocus
          value={q}
          onChange={(event) => {
            setQ(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKey}
        />
        <div role="listbox" id="palette-list" aria-label={t('Found')} tabIndex={-1}>
          {entries.map((entry, index) => (
            <div
              key={entry.id}
              id={`palette-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === current}
              onMouseMove={() => setAt(index)}
              onClick={() => run(entry)}
              onKeyDown={onKey}
            >
              <Glyph of={entry.icon} />
              <span className="medium">{entry.title}</span>
              <span className="grow cut small third">{entry.detail}</span>
              {entry.hint && <kbd>{entry.hint}</kbd>}
            </div>
          ))}
        </div>
        {entries.length === 0 && <p className="pad second">{t('Nothing found for “{{q}}”.', { q })}</p>}
      </div>
    </Modal>
  );
}
