/**
 * The last lines of a run: what failed and how it began, the slowest tests, and the count of all suites.
 * Who sees the end of a long log alone still knows which test went red.
 *
 *     node .ci/summary.mjs <folder of vitest's JSON reports>
 *
 * Ends with 1 where a suite did not run, a test failed, or a test was skipped.
 */
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

const SLOWEST = 10
const LINES_OF_A_FAULT = 12

const folder = process.argv[2]
const total = { passed: 0, failed: 0, skipped: 0 }
const tests = []
let whole = true

for (const suite of ['node', 'browser', 'cloud', 'fuzz']) {
  let report
  try {
    report = JSON.parse(readFileSync(`${folder}/${suite}.json`, 'utf8'))
  } catch {
    console.log(`The ${suite} suite did not run: a check before it failed.`)
    whole = false
    continue
  }
  total.passed += report.numPassedTests
  total.failed += report.numFailedTests
  total.skipped += report.numPendingTests + report.numTodoTests
  for (const file of report.testResults) {
    const name = relative(process.cwd(), file.name)
    // A file that could not be loaded, or whose hooks failed, has a message of its own and perhaps no failed test.
    if (file.message) {
      tests.push({ name, state: 'failed', took: 0, faults: [file.message] })
      whole = false
    }
    for (const test of file.assertionResults)
      tests.push({
        name: `${name} > ${test.fullName}`,
        state: test.status,
        took: test.duration ?? 0,
        faults: test.failureMessages,
      })
  }
}

console.log(`\nThe slowest ${SLOWEST}:`)
for (const { name, took } of tests.toSorted((a, b) => b.took - a.took).slice(0, SLOWEST))
  console.log(`${(took / 1000).toFixed(1).padStart(7)} s  ${name}`)

for (const { name, faults } of tests.filter(({ state }) => state === 'failed')) {
  console.log(`\nFAILED ${name}`)
  for (const fault of faults) console.log(fault.split('\n').slice(0, LINES_OF_A_FAULT).join('\n'))
}
for (const { name } of tests.filter(({ state }) => !['passed', 'failed'].includes(state)))
  console.log(`\nSKIPPED ${name}`)

if (total.skipped > 0) console.log(`${total.skipped} tests were skipped here, where nothing is missing.`)
// First as the runner tells it for each suite, then plainly: whatever reads a log's end finds the count in its last line.
const failed = total.failed > 0 ? ` ${total.failed} failed |` : ''
console.log(`\n      Tests ${failed} ${total.passed} passed (${total.passed + total.failed + total.skipped})`)
console.log(`tasvib: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exit(whole && total.failed === 0 && total.skipped === 0 ? 0 : 1)
