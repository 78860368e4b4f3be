// Mantine wears the tokens: every colour it uses is one of ours.
import { type CSSVariablesResolver, type MantineColorsTuple, createTheme, InputWrapper } from '@mantine/core';

const ink: MantineColorsTuple = [
  '#f7f6f3',
  '#f1efeb',
  '#e6e3dd',
  '#c9c5bc',
  '#8c877d',
  '#6c675f',
  '#55514a',
  '#211f1c',
  '#1c1b19',
  '#131312',
];

export const theme = createTheme({
  primaryColor: 'ink',
  colors: { ink },
  fontFamily: 'var(--sans)',
  fontFamilyMonospace: 'var(--mono)',
  defaultRadius: 7,
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  focusRing: 'auto',
  components: {
    // Help stands below what it helps with.
    InputWrapper: InputWrapper.extend({
      defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] },
    }),
  },
});

const mapped = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-bright': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text3)',
  '--mantine-color-placeholder': 'var(--text3)',
  '--mantine-color-error': 'var(--breached-text)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line)',
  '--mantine-color-anchor': 'var(--text)',
  '--mantine-primary-color-filled': 'var(--ink)',
  '--mantine-primary-color-filled-hover': 'var(--ink)',
  '--mantine-color-ink-filled': 'var(--ink)',
  '--mantine-color-ink-filled-hover': 'var(--ink)',
  '--mantine-primary-color-light': 'var(--hover)',
  '--mantine-primary-color-contrast': 'var(--onink)',
};

export const resolveVariables: CSSVariablesResolver = () => ({ variables: {}, light: mapped, dark: mapped });

export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
}
