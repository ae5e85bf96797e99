import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type * as typesetting from '#functions/shared/contract/contract-typesetter.ts'
import type * as contracts from './contract-for-bench.ts'
import { median } from './median.ts'

/*
 * `node test/bench/contract-beside.ts <folder of another checkout>`: sizes and times of contracts by its code and by this one's, in
 * turn and in one run.
 */
interface Side {
  readonly name: string
  readonly contracts: typeof contracts
  readonly typesetter: typesetting.ContractTypesetter
  readonly drawn: Took[]
  readonly sealed: Took[]
}

interface Took {
  readonly ms: number
  readonly bytes: number
}

const from = async (name: string, root: string): Promise<Side> => {
  const load = (path: string): Promise<unknown> => import(pathToFileURL(resolve(root, path)).href)
  const { createTypesetter } = (await load(
    'functions/shared/contract/contract-typesetter.ts',
  )) as typeof typesetting
  const typesetter = createTypesetter()
  return {
    name,
    typesetter,
    contracts: (await load('test/bench/contract-for-bench.ts')) as typeof contracts,
    drawn: [],
    sealed: [],
  }
}

const measured = async (work: () => Promise<Uint8Array>): Promise<Took> => {
  const began = process.cpuUsage()
  const { length } = await work()
  const { user, system } = process.cpuUsage(began)
  return { ms: (user + system) / 1_000, bytes: length }
}

const other = process.argv[2]
if (other === undefined) throw new Error('Say where the other checkout is')
const sides = [await from('before', other), await from('after', '.')]
const warmUp = 4
const rounds = 24
for (let index = 0; index < warmUp + rounds; index += 1) {
  for (const { contracts: made, typesetter, drawn, sealed } of sides) {
    const terms = made.differentContracts(warmUp + rounds)[index]
    if (terms === undefined) continue
    let contract = new Uint8Array()
    const took = [
      await measured(async () => (contract = new Uint8Array(await made.drawUp(terms, typesetter)))),
      await measured(() => made.seal(terms, typesetter, contract)),
    ] as const
    if (index < warmUp) continue
    drawn.push(took[0])
    sealed.push(took[1])
  }
}
for (const { name, drawn, sealed } of sides) {
  for (const [what, took] of Object.entries({ drawn, sealed })) {
    const ms = median(took.map((one) => one.ms)).toFixed(0)
    const kilobytes = (median(took.map(({ bytes }) => bytes)) / 1_000).toFixed(1)
    console.log(`${name}, ${what}: ${ms} ms of processor, ${kilobytes} KB (medians of ${took.length})`)
  }
}
