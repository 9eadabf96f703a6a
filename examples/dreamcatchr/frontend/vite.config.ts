import { createHash } from 'node:crypto';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const release = setting('VITE_RELEASE_VERSION', 'dev');
const reports = setting('REPORTS_DIR', 'reports');

// Part of every asset's name, so that no two releases share a file: an asset that a server does not know
// belongs to another release as a whole, and is never a file that happened to stay the same.
const releaseMark = createHash('sha256').update(release).digest('hex').slice(0, 4);

export default defineConfig({
  plugins: [react()],
  define: {
    'import.meta.env.VITE_RELEASE_VERSION': JSON.stringify(release),
  },
  server: {
    port: 5173,
    proxy: { '/api': setting('BACKEND_URL', 'http://localhost:8000') },
  },
  build: {
    // Pictures stay files of their own: a data address would be refused by the content security policy.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        entryFileNames: `assets/[name]-[hash]${releaseMark}.js`,
        chunkFileNames: `assets/[name]-[hash]${releaseMark}.js`,
        assetFileNames: `assets/[name]-[hash]${releaseMark}[extname]`,
        codeSplitting: {
          groups: [{ name: 'vendor', test: /[\\/]node_modules[\\/]/ }],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/testing/setup.ts'],
    testTimeout: 30_000,
    restoreMocks: true,
    unstubGlobals: true,
    outputFile: { junit: `${reports}/junit.xml` },
    coverage: {
      provider: 'v8',
      include: ['src/**/*.{ts,tsx}'],
      exclude: ['src/**/*.test.{ts,tsx}', 'src/testing/**', 'src/main.tsx', 'src/**/*.d.ts'],
      reporter: ['text', 'json-summary', 'lcov', 'cobertura'],
      // A folder of its own: it is emptied at every run, the reports folder may be a mount.
      reportsDirectory: `${reports}/coverage`,
      thresholds: { statements: 90, branches: 85, functions: 90, lines: 90 },
    },
  },
});

/** An environment variable; an empty one counts as absent, as a build argument without a value arrives so. */
function setting(name: string, otherwise: string): string {
  const value = process.env[name];
  return value === undefined || value === '' ? otherwise : value;
}
