import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: ['test/e2e/**', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'end to end',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/e2e/shared-stack.ts',
          // One stack and one browser at a time: the files share ports and the deployed tenant.
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
