import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// The host stays as the browser says it: writes are taken from the page's own origin alone.
const backend = { target: process.env.BATON_URL ?? 'http://127.0.0.1:8080', changeOrigin: false };

export default defineConfig({
  plugins: [react()],
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
