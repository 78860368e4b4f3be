import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

// The host stays as the browser says it: writes are taken from the page's own origin alone.
const backend = { target: process.env.BATON_URL ?? 'http://127.0.0.1:8080', changeOrigin: false };

// An English message that is its own key need not be sent twice: the page reads the key.
const leanCatalogue: Plugin = {
  name: 'lean-catalogue',
  apply: 'build',
  enforce: 'pre',
  transform(code, id) {
    if (!id.endsWith('/i18n/en.json')) return undefined;
    const words = Object.entries(JSON.parse(code) as Record<string, string>);
    return {
      code: JSON.stringify(Object.fromEntries(words.filter(([key, text]) => key !== text))),
      map: null,
    };
  },
};

export default defineConfig({
  plugins: [leanCatalogue, react()],
  build: {
    target: 'es2022',
    manifest: true,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 600,
  },
  server: { host: '127.0.0.1', proxy: { '/api': backend, '/v1': backend } },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: [],
    testTimeout: 60_000,
  },
});
