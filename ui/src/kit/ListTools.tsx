// Search, filter pills and the column chooser of a list; all of it lives in the address.
import { Checkbox, Menu, Popover, TextInput } from '@mantine/core';
import { IconColumns, IconFilter, IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { t } from '../i18n';
import { useKeys } from './keys';
import { useAddress } from './nav';
import { Button, Glyph } from './parts';

export interface FilterField {
  key: string;
  label: string;
  options: [string, string][];
}

export function SearchBox({ label }: { label: string }) {
  const [search, change] = useAddress();
  const [text, setText] = useState(search['q'] ?? '');
  const box = useRef<HTMLInputElement>(null);
  useKeys({ '/': () => box.current?.focus() });
  useEffect(() => {
    if (text === (search['q'] ?? '')) return;
    const timer = setTimeout(() => change({ q: text || undefined }), 180);
    return () => clearTimeout(timer);
  }, [text, search, change]);
  return (
    <TextInput
      ref={box}
      size="sm"
      type="search"
      aria-label={label}
      placeholder={label}
      leftSection={<Glyph of={IconSearch} />}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
    />
  );
}

export function Filters({ fields }: { fields: FilterField[] }) {
  const [search, change] = useAddress();
  const [open, setOpen] = useState(false);
  useKeys({ f: () => setOpen(true) });
  const active = fields.filter((field) => search[field.key]);
  return (
    <>
      {active.map((field) => {
        const value = search[field.key] ?? '';
        const text = field.options.find(([key]) => key === value)?.[1] ?? value;
        return (
          <span key={field.key} className="pill">
            {field.label}: <b className="medium">{text}</b>
            <Button
              small
              kind="ghost"
              icon={IconX}
              label={t('Remove the filter {{name}}', { name: field.label })}
              onClick={() => change({ [field.key]: undefined })}
            />
          </span>
        );
      })}
      <Menu opened={open} onChange={setOpen} position="bottom-start" shadow="md">
        <Menu.Target>
          <Button small icon={IconFilter} expanded={open}>
            {t('Filter')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={360} style={{ overflow: 'auto' }}>
          {fields
            .filter((field) => field.options.length > 0)
            .map((field) => [
              <Menu.Label key={field.key}>{field.label}</Menu.Label>,
              ...field.options.map(([value, text]) => (
                <Menu.Item key={field.key + value} onClick={() => change({ [field.key]: value })}>
                  {text}
                </Menu.Item>
              )),
            ])}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}

export function ColumnChooser({
  columns,
  hidden,
  onChange,
}: {
  columns: [string, string][];
  hidden: string[];
  onChange: (hidden: string[]) => void;
}) {
  const toggle = (id: string) =>
    onChange(hidden.includes(id) ? hidden.filter((one) => one !== id) : [...hidden, id]);
  return (
    <Popover position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button small icon={IconColumns} className="desk">
          {t('Columns')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('Columns')}>
        <div className="stack">
          {columns.map(([id, head]) => (
            <Checkbox
              key={id}
              size="xs"
              label={head}
              checked={!hidden.includes(id)}
              onChange={() => toggle(id)}
              iconColor="var(--onink)"
            />
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

// Which columns are hidden: shared through the address, so a link shows what its sender saw.
// Without a word in the address those of `atFirst` are; "-" says that none is.
export function useHidden(atFirst: string[] = []): [string[], (hidden: string[]) => void] {
  const [search, change] = useAddress();
  const hidden = search['hide']?.split(',').filter((id) => id && id !== '-') ?? atFirst;
  const none = atFirst.length > 0 ? '-' : undefined;
  return [hidden, (next) => change({ hide: next.join(',') || none })];
}
