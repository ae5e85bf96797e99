import { relative } from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'

const told = 10

/** Ends a run of many files with the tests that took longest, so that whoever makes one slow sees it. */
export const slowestTests: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (modules.length <= told) return
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const took = tests.map((test) => ({ test, seconds: (test.diagnostic()?.duration ?? 0) / 1_000 }))
    console.log(`The slowest ${told}:`)
    for (const { test, seconds } of took.toSorted((a, b) => b.seconds - a.seconds).slice(0, told)) {
      const file = relative(process.cwd(), test.module.moduleId)
      console.log(`${seconds.toFixed(1).padStart(7)} s  ${file} > ${test.fullName}`)
    }
  },
}
