import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumPath, chromiumArgs } from './chromium.ts'
import { operationsPlugin } from './client/build/operations.ts'
import { tokensPlugin } from './client/build/tokens.ts'

const executablePath = await chromiumPath()

/** Five kinds of tests in one run: pure rules, the real server, components in Chromium, whole journeys, faults. */
export default defineConfig(({ mode }) => ({
  test: {
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/test-results.json' }]],
    // Servers, stores and browsers share the cores with the tests themselves: one kind after the other.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          // Files share what they import, one after the other in each worker: nothing of ours remembers a test.
          isolate: false,
          include: [
            '*.test.ts',
            'packages/{contracts,matching,reference-data,bench}/src/**/*.test.ts',
            'packages/embedded-mongo/{src,conformance}/**/*.test.ts',
            'packages/faults/src/history/**/*.test.ts',
            'server/src/**/policy.test.ts',
            'client/{build,src,worker}/**/*.test.ts',
          ],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'server',
          isolate: false,
          globalSetup: ['server/src/testing/store.ts'],
          include: ['server/src/**/*.test.ts'],
          exclude: ['**/policy.test.ts', '**/node_modules/**'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [react(), operationsPlugin(), tokensPlugin()],
        test: {
          name: 'browser',
          sequence: { groupOrder: 2 },
          include: ['client/src/**/*.test.tsx'],
          // The first test of a file also waits for everything to be built for the first time.
          testTimeout: 90_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath, args: chromiumArgs } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        // How much is looked at: see packages/e2e/src/screens.ts. Projects do not take it over by themselves.
        mode,
        test: {
          name: 'e2e',
          include: ['packages/e2e/src/**/*.test.ts'],
          globalSetup: ['packages/e2e/src/setup.ts'],
          provide: { chromiumPath: executablePath },
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // As many platforms are started; see packages/e2e/src/here.ts.
          maxWorkers: 2,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'faults',
          include: ['packages/faults/src/**/*.test.ts'],
          exclude: ['packages/faults/src/history/**', '**/node_modules/**'],
          testTimeout: 30_000,
          hookTimeout: 120_000,
          // Each test has a store, a Redis and several servers of its own.
          maxWorkers: 1,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
}))

declare module 'vitest' {
  interface ProvidedContext {
    chromiumPath: string
  }
}
