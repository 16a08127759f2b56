import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['@dragoman/source', 'module', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['@dragoman/source', 'module', 'node', 'import', 'default'] } },
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'packages/*/test/**/*.test.ts',
      'apps/*/src/**/*.test.ts',
      'apps/*/test/**/*.test.ts',
      'bench/src/**/*.test.ts',
      'tests/**/*.test.ts',
    ],
  },
});
