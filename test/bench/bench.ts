/**
 * `npm run bench` prints what the code costs, as ratios within one run, since machines are shared and noisy;
 * `npm run bench -- cold-start` one part of it.
 */
import { catalogue, type FunctionName } from '#functions/catalogue.ts'
import { coldStarts } from './cold-start.ts'

const parts: Readonly<Record<string, () => Promise<void>>> = {
  'cold-start': async () => {
    const starts = await coldStarts(Object.keys(catalogue) as FunctionName[], 15)
    console.log('| function | KB at start | KB later | × empty | × default bundle | loads fetch |')
    console.log('| --- | --- | --- | --- | --- | --- |')
    for (const { name, size, timesEmpty, timesEmptyOfDefault, loadedFetch } of starts) {
      const cells = [
        name,
        size.atStart.toFixed(0),
        size.later.toFixed(0),
        timesEmpty.toFixed(2),
        (timesEmpty / timesEmptyOfDefault).toFixed(2),
        loadedFetch ? 'yes' : 'no',
      ]
      console.log(`| ${cells.join(' | ')} |`)
    }
  },
}

const asked = process.argv.slice(2)
for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
  const part = parts[name]
  if (part === undefined)
    throw new Error(`There is no part ${name}; there are: ${Object.keys(parts).join(', ')}`)
  console.log(`\n## ${name}\n`)
  await part()
}
