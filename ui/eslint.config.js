// Strict TypeScript, short functions, no hard-coded text, and the direction of imports:
// kit and api know no room; a room knows another only through its parts/.
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const noBareText = {
  meta: { type: 'problem', messages: { bare: 'Text for people goes through t(…): “{{text}}”.' }, schema: [] },
  create: (context) => ({
    JSXText(node) {
      if (/\p{L}{2,}/u.test(node.value))
        context.report({ node, messageId: 'bare', data: { text: node.value.trim() } });
    },
    JSXAttribute(node) {
      const read = ['title', 'label', 'placeholder', 'alt', 'aria-label', 'description'];
      const text = node.value?.type === 'Literal' ? String(node.value.value) : '';
      const sample = /^[\w.-]+\.test$/.test(text);
      if (read.includes(node.name.name) && /\p{L}{2,}/u.test(text) && !sample)
        context.report({ node, messageId: 'bare', data: { text } });
    },
  }),
};

const forbid = (regex, message) => ['error', { patterns: [{ regex, message }] }];

export default tseslint.config(
  { ignores: ['dist', 'node_modules'] },
  ...tseslint.configs.recommended,
  { files: ['scripts/**', '*.js'], rules: { 'no-undef': 'off' } },
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks, baton: { rules: { 'no-bare-text': noBareText } } },
    rules: {
      'baton/no-bare-text': 'error',
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'max-lines-per-function': ['error', { max: 100, skipBlankLines: true }],
      'max-lines': ['error', 400],
      'no-restricted-imports': forbid(
        '^\\.\\./(?!kit/|api/|i18n|[a-z]+/parts/)',
        'A room uses another room only through its parts/.',
      ),
    },
  },
  {
    files: ['src/**/*.ts'],
    rules: { 'max-lines-per-function': ['error', { max: 40, skipBlankLines: true }] },
  },
  {
    files: ['src/kit/*.{ts,tsx}'],
    rules: { 'no-restricted-imports': forbid('^\\.\\./(?!api/client|i18n)', 'The kit knows no room.') },
  },
  {
    files: ['src/kit/chart/*'],
    rules: { 'no-restricted-imports': forbid('^\\.\\./', 'Charts know only their folder.') },
  },
  // The contract's shapes in one place, generated.
  { files: ['src/api/schema.ts'], rules: { 'max-lines': 'off' } },
  { files: ['src/api/**'], rules: { 'no-restricted-imports': forbid('^\\.\\./', 'The api knows nobody.') } },
  {
    files: ['src/*/parts/**'],
    rules: {
      'no-restricted-imports': forbid(
        '^\\.\\./\\.\\./(?!kit/|api/|i18n|[a-z]+/parts/)',
        'Parts use other rooms only through their parts/.',
      ),
    },
  },
  {
    files: ['src/App.tsx', 'src/session/Gate.tsx', 'src/main.tsx'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['src/**/*.test.{ts,tsx}'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': 'off', 'no-restricted-imports': 'off' },
  },
);
