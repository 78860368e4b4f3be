import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const source = join(__dirname, '..');
// What a part is made of, where its styles stand under another name.
const madeOf: Record<string, string[]> = {
  InputWrapper: ['Input'],
  TextInput: ['Input'],
  Textarea: ['Input'],
  NativeSelect: ['Input'],
  Autocomplete: ['Input', 'Combobox'],
  Select: ['Input', 'Combobox'],
  MantineProvider: ['default-css-variables', 'baseline', 'global'],
};

function imported(): Set<string> {
  const names = new Set<string>();
  for (const file of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    if (!/\.tsx$/.test(file)) continue;
    const text = readFileSync(join(source, file), 'utf8');
    for (const [, list = ''] of text.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)) {
      for (const name of list.split(',').map((each) => each.trim())) {
        if (/^[A-Z]\w+$/.test(name)) names.add(name);
      }
    }
  }
  return names;
}

test('every part of the library that the page uses has its styles', () => {
  const styles = readFileSync(join(__dirname, 'mantine.ts'), 'utf8');
  const parts = [...imported()];
  expect(parts.length).toBeGreaterThan(5);
  const missing = parts
    .flatMap((part) => madeOf[part] ?? [part])
    .filter((part) => !styles.includes(`/${part}.css'`));
  expect(missing).toEqual([]);
});
