import { defineConfig } from 'vitest/config';

// The packages are tested as they are written: nothing has to be built first.
const conditions = ['@dragoman/source', 'module', 'node', 'import', 'default'];
const sources = { resolve: { conditions }, ssr: { resolve: { conditions } } };

const packaging = 'tests/install-alone.test.ts';

export default defineConfig({
  test: {
    projects: [
      {
        ...sources,
        test: {
          name: 'sources',
          include: ['{packages/*,apps/*,bench}/{src,test}/**/*.test.ts', 'tests/*.test.ts'],
          exclude: [packaging],
          setupFiles: ['./tests/property-seed.setup.ts'],
          // Some start real processes, and all of them share two cores.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'packages',
          include: [packaging],
          // Builds and installs: it has the machine to itself, after everything else.
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
