import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { slowestTests } from './test/slowest-tests.ts'

const project = (name: string, include: string[], testTimeout: number) => ({
  test: { name, include, testTimeout, hookTimeout: testTimeout },
})

/** Files that share one process, so that each module is loaded once: they leave console, clock and environment as they found them. */
const together = (...given: Parameters<typeof project>) => ({
  test: { ...project(...given).test, isolate: false },
})

/**
 * Pure parts first; `stack` is AWS as it is synthesized; `component` starts local servers; `journey` runs whole cases on the real runtime, `attacks` plays against
 * them. `browser`, `cloud` and `fuzz` need more than Node. The limits only end what hangs: tests count what they do, and a busy machine may take ten times as long.
 */
export default defineConfig({
  test: {
    reporters: ['default', slowestTests],
    // Journeys, attacks and what starts programs wait for more than half of their time.
    maxWorkers: 2 * availableParallelism(),
    projects: [
      together('unit', ['test/workflows/**/*.test.ts', 'test/functions/**/*.test.ts'], 240_000),
      together('stack', ['test/infra/aws/**/*.test.ts'], 240_000),
      project(
        'component',
        [
          'test/infra/!(aws)/**/*.test.ts',
          'test/infra/*.test.ts',
          'test/ports/**/*.test.ts',
          'test/faults/**/*.test.ts',
        ],
        240_000,
      ),
      project('journey', ['test/journey/**/*.test.ts'], 240_000),
      project('attacks', ['test/attacks/**/!(*.browser).test.ts'], 240_000),
      project('browser', ['test/browser/**/*.test.ts', 'test/attacks/**/*.browser.test.ts'], 900_000),
      project('fuzz', ['test/fuzz/**/*.test.ts'], 1_800_000),
      // An account takes minutes for what the emulator does in seconds.
      {
        test: {
          ...project(
            'cloud',
            ['test/cloud/**/*.test.ts'],
            process.env['TASVIB_CLOUD'] === 'aws' ? 2_400_000 : 600_000,
          ).test,
          globalSetup: 'test/cloud/install-once.ts',
        },
      },
    ],
  },
})
