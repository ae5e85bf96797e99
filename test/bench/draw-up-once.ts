/**
 * Run by itself, in a process for each measurement: draws up one contract and prints milliseconds since the process began,
 * compiler, template and fonts included. `line` sets one line with the same compiler and fonts instead; `nothing` just starts.
 */
const [what = 'contract'] = process.argv.slice(2)
if (what === 'contract') {
  const { createTypesetter } = await import('#functions/shared/contract/contract-typesetter.ts')
  const { differentContracts, drawUp } = await import('./contract-for-bench.ts')
  for (const terms of differentContracts(1)) await drawUp(terms, createTypesetter())
}
if (what === 'line') {
  const { oneLine } = await import('./one-line.ts')
  oneLine()(0)
}
console.log(performance.now())
