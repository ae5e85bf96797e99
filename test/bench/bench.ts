/**
 * `npm run bench` prints what the code costs, as Markdown; `npm run bench -- cold-start` one part of it. Ratios are within one
 * run, since machines are shared and noisy. It talks to this machine alone and ends by itself.
 */
import { spawnSync } from 'node:child_process'
import { catalogue, type FunctionName } from '#functions/catalogue.ts'
import { beside, measures } from './beside.ts'
import { boardLists } from './board-lists.ts'
import { bundleMemory } from './bundle-memory.ts'
import { coldStarts } from './cold-start.ts'
import { coldContract, warmContracts } from './contract.ts'
import { edgeOverhead, pageRatio } from './edge-overhead.ts'
import { fixedCost } from './fixed-cost.ts'
import { startRelease } from './running-release.ts'
import { signInTimes } from './sign-in-times.ts'
import { sweeps } from './sweeps.ts'
import { priced, restCost, wholeCaseCost } from './whole-case-cost.ts'

const parts: Readonly<Record<string, () => Promise<void>>> = {
  'cold-start': async () => {
    const starts = await coldStarts(Object.keys(catalogue) as FunctionName[], 15)
    table(
      [
        'function',
        'KB at start',
        'KB later',
        '× empty, processor',
        '× empty, clock',
        '× default bundle',
        'calls',
        'loads fetch',
      ],
      starts.map(({ name, size, timesEmpty, timesEmptyOfDefault, calls, loadedFetch }) => [
        name,
        size.atStart.toFixed(0),
        size.later.toFixed(0),
        timesEmpty.processor.toFixed(2),
        timesEmpty.clock.toFixed(2),
        (timesEmpty.processor / timesEmptyOfDefault.processor).toFixed(2),
        String(calls),
        loadedFetch ? 'yes' : 'no',
      ]),
    )
  },
  edge: async () => {
    console.log(
      `The stack of a handler adds ${(await edgeOverhead()).toFixed(1)} µs to the same work by hand.`,
    )
    console.log(`A page of 30 KB takes ${(await pageRatio()).toFixed(1)} × an unescaped literal.`)
  },
  case: async () => {
    const { cost, store, visits } = await wholeCaseCost()
    const prices = priced(cost)
    const names = Object.keys(cost) as (keyof typeof cost)[]
    table(
      ['of one whole case', 'count', '$ per million cases'],
      names.map((name) => [name, String(cost[name]), (prices[name] * 1e6).toFixed(0)]),
    )
    const whole = names.reduce((sum, name) => sum + prices[name], 0)
    console.log(`\nTogether $ ${whole.toFixed(4)} a case. Where the table's units go:\n`)
    const sides = [store.writes, visits.writes, store.reads, visits.reads]
    const kinds = [...new Set(sides.flatMap((side) => [...side.keys()]))].sort()
    table(
      ['kind of row', 'written', 'by the clock', 'read', 'by the clock'],
      kinds.map((kind) => [kind, ...sides.map((side) => String(side.get(kind) ?? 0))]),
    )
    const rest = await restCost()
    console.log(
      `\nAt rest for 60 days: visited ${rest.visits} times, ${rest.writeUnits} write and ${rest.readUnits} read units, ` +
        `${rest.dailyReadUnits} read units of what runs each day.\n`,
    )
    const fixed = fixedCost()
    table(
      ['of an installation, a month', 'count', '$'],
      fixed.map(({ what, count, monthly }) => [what, String(count), monthly.toFixed(2)]),
    )
    console.log(`\nTogether $ ${fixed.reduce((sum, { monthly }) => sum + monthly, 0).toFixed(2)} a month.`)
  },
  board: async () => {
    const sizes = [1_000, 10_000, 100_000]
    const costs = await boardLists(sizes)
    const [least = 0, , most = 0] = sizes
    console.log(`Requests and rows of each page of the board with ${sizes.join(', ')} cases in the table;`)
    console.log(`and the median time with ${most} cases as a multiple of that with ${least}.\n`)
    table(
      ['page', 'requests', 'rows', 'time'],
      costs.map(({ page, at }) => [
        page,
        at.map(({ requests }) => requests).join(' · '),
        at.map(({ rows }) => rows).join(' · '),
        `× ${((at.at(-1)?.milliseconds ?? 0) / (at[0]?.milliseconds ?? 1)).toFixed(2)}`,
      ]),
    )
  },
  sweep: async () => {
    const sizes = [1_000, 10_000, 100_000]
    console.log(`Requests and rows with ${sizes.join(', ')} open cases in the table.\n`)
    table(
      ['what', 'requests', 'rows'],
      (await sweeps(sizes)).map(({ what, at }) => [
        what,
        at.map(({ requests }) => requests).join(' · '),
        at.map(({ rows }) => rows).join(' · '),
      ]),
    )
  },
  contract: async () => {
    const cold = await coldContract(7)
    console.log(
      `The first contract of a new process is there after ${cold.contract.toFixed(0)} ms, ` +
        `${(cold.contract / cold.line).toFixed(1)} × one line by the same compiler, ` +
        `${(cold.contract / cold.nothing).toFixed(1)} × an empty process. ${goal(cold.contract, 3_000)}\n`,
    )
    const warm = await warmContracts(32)
    table(
      ['32 contracts of all kinds', 'p50 ms', 'p95 ms', 'p50 ms of processor', '× one line'],
      warm.map(({ what, p50, p95, cpu, timesOneLine }) => [
        what,
        p50.toFixed(0),
        p95.toFixed(0),
        cpu.toFixed(0),
        timesOneLine.toFixed(1),
      ]),
    )
    const drawnUp = warm.find(({ what }) => what === 'drawn up')
    console.log(
      `\nDrawn up: ${goal(drawnUp?.p50 ?? Number.NaN, 200)} By the processor's time alone: ${goal(drawnUp?.cpu ?? Number.NaN, 200)}\n`,
    )
    const megabyte = 1024 * 1024
    const bundles = [await bundleMemory(10 * megabyte, 2), await bundleMemory(10 * megabyte, 20)]
    table(
      ['attachments MB', 'sent MB', 'held at once MB', 'process grew by MB'],
      bundles.map(({ attachments, stored, held, grown }) =>
        [attachments, stored, held, grown].map((bytes) => (bytes / megabyte).toFixed(1)),
      ),
    )
  },
  beside: async () => {
    const [before, after] = await beside(checkoutBefore ?? '')
    table(
      ['on one machine', 'before', 'after', '×'],
      Object.entries(measures).map(([name, what]) => {
        const [was = Number.NaN, is = Number.NaN] = [before, after].map(
          (side) => side?.[name as keyof typeof measures],
        )
        return [what, was.toFixed(2), is.toFixed(2), (is / was).toFixed(2)]
      }),
    )
  },
  'sign-in': async () => {
    const { members, strangers } = await signInTimes(50)
    console.log(
      `A sign-in is answered after ${members.toFixed(1)} ms for members and ${strangers.toFixed(1)} ms for strangers, ` +
        `medians of 50 each: × ${(members / strangers).toFixed(2)}.`,
    )
  },
  load: async () => {
    const release = await startRelease('.')
    const { cases, seconds, routes } = await release.play(12, 4)
    await release.stop()
    console.log(
      `${(cases / seconds).toFixed(2)} whole cases a second: ${cases} in ${seconds.toFixed(0)} s.\n`,
    )
    table(
      ['route', 'requests', 'p50 ms', 'p99 ms'],
      routes.map(({ route, requests, p50, p99 }) => [
        route,
        String(requests),
        p50.toFixed(0),
        p99.toFixed(0),
      ]),
    )
  },
}

const goal = (milliseconds: number, most: number): string =>
  `The goal of ${most} ms is ${milliseconds <= most ? 'met' : 'MISSED'}.`

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`

function table(head: readonly string[], rows: readonly (readonly string[])[]): void {
  console.log([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'))
}

const asked = process.argv.slice(2)
/** `npm run bench -- beside <checkout>` alone has a second word. */
const checkoutBefore = asked[0] === 'beside' ? asked.splice(1)[0] : undefined
const names = asked.length > 0 ? asked : Object.keys(parts).filter((part) => part !== 'beside')
const [only = ''] = names
if (names.length > 1) {
  // Each in a process of its own: a Tasvib fills one.
  for (const name of names) {
    spawnSync(process.execPath, [import.meta.filename, name], { stdio: 'inherit' })
  }
} else {
  const part = parts[only]
  if (part === undefined) {
    throw new Error(`There is no part ${only}; there are: ${Object.keys(parts).join(', ')}`)
  }
  console.log(`\n## ${only}\n`)
  await part()
}
