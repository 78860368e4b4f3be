// The views of a list: everybody's own and those shared with both teams, chosen, saved and tidied up here.
import { Menu } from '@mantine/core';
import {
  IconBookmark,
  IconCheck,
  IconDeviceFloppy,
  IconPencil,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { write } from '../../api/client';
import { useViews } from '../../api/hooks';
import type { SavedView } from '../../api/types';
import { t } from '../../i18n';
import { useAct } from '../../kit/act';
import { useKeys } from '../../kit/keys';
import { useAddress, useGo } from '../../kit/nav';
import { Button, Glyph } from '../../kit/parts';
import { useViewer } from '../../session/parts/viewer';
import { addressOf, isChanged, mayChange, type Room, searchOf } from './model';
import { SaveView } from './SaveView';

const stale = () => [['views']];

export function Views({ room, all }: { room: Room; all: string }) {
  const [search] = useAddress();
  const go = useGo();
  const views = useViews(room).data?.rows ?? [];
  const [open, setOpen] = useState(false);
  const [saving, setSaving] = useState<'new' | 'change' | null>(null);
  useKeys({ v: () => setOpen(true) });
  const current = views.find((view) => view.id === search['view']);
  const changed = current !== undefined && isChanged(current, search);
  const mine = views.filter((view) => !view.shared);
  const shared = views.filter((view) => view.shared);
  const pick = (view: SavedView) => go(`/${room}`, searchOf(view));
  return (
    <>
      <Menu opened={open} onChange={setOpen} position="bottom-start" shadow="md">
        <Menu.Target>
          <Button small icon={IconBookmark} expanded={open}>
            {current?.name ?? all}
            {changed && <span className="third">{t('changed')}</span>}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflow: 'auto' }}>
          <Menu.Item onClick={() => go(`/${room}`)}>{all}</Menu.Item>
          <Section title={t('Mine')} views={mine} current={current} onPick={pick} />
          <Section title={t('Shared with both teams')} views={shared} current={current} onPick={pick} />
          <Menu.Divider />
          <Menu.Item leftSection={<Glyph of={IconPlus} />} onClick={() => setSaving('new')}>
            {t('Save as a new view')}
          </Menu.Item>
          {current && <Tidying view={current} onChange={() => setSaving('change')} />}
        </Menu.Dropdown>
      </Menu>
      {saving && (
        <SaveView
          room={room}
          address={addressOf(search)}
          view={saving === 'change' ? current : undefined}
          onClose={() => setSaving(null)}
        />
      )}
    </>
  );
}

function Section({
  title,
  views,
  current,
  onPick,
}: {
  title: string;
  views: SavedView[];
  current: SavedView | undefined;
  onPick: (view: SavedView) => void;
}) {
  if (views.length === 0) return null;
  return (
    <>
      <Menu.Label>{title}</Menu.Label>
      {views.map((view) => (
        <Menu.Item
          key={view.id}
          onClick={() => onPick(view)}
          rightSection={view.id === current?.id ? <Glyph of={IconCheck} /> : undefined}
        >
          {view.name}
          {!view.mine && view.by && <span className="small third"> {view.by.name}</span>}
        </Menu.Item>
      ))}
    </>
  );
}

// What can be done with the view that is shown.
function Tidying({ view, onChange }: { view: SavedView; onChange: () => void }) {
  const [search, change] = useAddress();
  const { user } = useViewer();
  const keep = useAct({
    send: (address: string) => write<{ undo?: string }>('PATCH', `/views/${view.id}`, { address }),
    done: () => t('“{{name}}” now shows this', { name: view.name }),
    stale,
  });
  const drop = useAct({
    send: () => write<{ undo?: string }>('DELETE', `/views/${view.id}`),
    done: () => t('“{{name}}” was deleted', { name: view.name }),
    stale,
    after: () => change({ view: undefined }),
  });
  if (!mayChange(view, user.role)) return null;
  return (
    <>
      {isChanged(view, search) && (
        <Menu.Item
          leftSection={<Glyph of={IconDeviceFloppy} />}
          onClick={() => keep.mutate(addressOf(search))}
        >
          {t('Keep the changes in “{{name}}”', { name: view.name })}
        </Menu.Item>
      )}
      <Menu.Item leftSection={<Glyph of={IconPencil} />} onClick={onChange}>
        {t('Rename or share')}
      </Menu.Item>
      <Menu.Item leftSection={<Glyph of={IconTrash} />} onClick={() => drop.mutate(undefined)}>
        {t('Delete view')}
      </Menu.Item>
    </>
  );
}
