import { defineConfig } from 'vitest/config'

/** Files that start processes, or whose network must be nobody else's. */
const apart = [
  'test/gate/**/*.test.ts',
  'test/faults/**/*.test.ts',
  'local-tenant/{start-local-tenant,deploy,run}.test.ts',
  'test/deploy/command.test.ts',
  'test/service/management/management-*.test.ts',
  // In a browser, but with a service of its own, so that it may stand beside the others.
  'test/e2e/gallery.test.ts',
]

/**
 * With a seed, the tests of each file run in an order of their own: `GUESTLIST_TEST_SEED=7 npm test`. What fails in one
 * order only rests on another test. The journeys in browsers tell stories, and keep theirs.
 */
const seed = process.env.GUESTLIST_TEST_SEED
const inAnyOrder = seed === undefined ? {} : { shuffle: { tests: true }, seed: Number(seed) }

export default defineConfig({
  test: {
    pool: 'forks',
    // Imports by the deploy CLI take 2 GB each, browsers take a core.
    maxWorkers: 2,
    restoreMocks: true,
    unstubEnvs: true,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts', 'local-tenant/**/*.test.ts'],
          exclude: ['test/e2e/**', '**/node_modules/**', ...apart],
          globalSetup: 'test/postgres/shared-postgres.ts',
          // Half of the time of this project was loading the same modules again for each file.
          isolate: false,
          setupFiles: 'test/forget-network.ts',
          sequence: { ...inAnyOrder },
        },
      },
      {
        extends: true,
        test: {
          name: 'apart',
          include: apart,
          globalSetup: 'test/postgres/shared-postgres.ts',
          sequence: { groupOrder: 1, ...inAnyOrder },
        },
      },
      {
        extends: true,
        test: {
          name: 'end to end',
          include: ['test/e2e/**/*.test.ts'],
          exclude: ['test/e2e/gallery.test.ts', '**/node_modules/**'],
          globalSetup: 'test/e2e/shared-stack.ts',
          // One stack and one browser at a time: the files share ports and the deployed tenant.
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
