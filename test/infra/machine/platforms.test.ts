import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'

const packageSchema = z.object({
  os: z.array(z.string()).optional(),
  cpu: z.array(z.string()).optional(),
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
})
const root = new URL('../../../', import.meta.url).pathname
const { packages } = z
  .object({ packages: z.record(z.string(), packageSchema) })
  .parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))

const platforms = ['linux', 'darwin', 'win32'].flatMap((os) => ['x64', 'arm64'].map((cpu) => `${os} ${cpu}`))

/** What tests alone start, where there is one for their machine. */
const forTestsAlone = ['@dynoxide/linux-x64']

/** The packages of whose parts npm installs the one that fits the machine, but not our own list. */
const families = Object.entries(packages).filter(
  ([path, { dev, optionalDependencies }]) =>
    path !== '' && optionalDependencies !== undefined && dev !== true,
)

const isBinary = ({ os, cpu }: z.infer<typeof packageSchema>): boolean =>
  os !== undefined || cpu !== undefined

describe('what one machine runs', () => {
  it.each(families)('has every part of %s for Linux, macOS and Windows on both processors', (_, family) => {
    const parts = Object.keys(family.optionalDependencies ?? {}).flatMap((name) => {
      const part = packages[`node_modules/${name}`]
      return part === undefined || !isBinary(part) ? [] : [part]
    })
    if (parts.length === 0) return
    const served = parts.flatMap(({ os = [], cpu = [] }) =>
      os.flatMap((one) => cpu.map((each) => `${one} ${each}`)),
    )
    expect(served).toEqual(expect.arrayContaining(platforms))
  })

  it('needs nothing that is made for one platform alone', () => {
    const parts = new Set(families.flatMap(([, family]) => Object.keys(family.optionalDependencies ?? {})))
    const alone = Object.entries(packages)
      .filter(([, each]) => each.dev !== true && isBinary(each))
      .map(([path]) => path.slice('node_modules/'.length))
      .filter((name) => !parts.has(name))
    expect(alone).toEqual(forTestsAlone)
  })

  it('imports nothing that only tests start', () => {
    for (const folder of ['functions', 'infra', 'workflows']) {
      for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
        if (!/\.m?ts$/.test(name)) continue
        expect(readFileSync(join(root, folder, name), 'utf8'), name).not.toContain('@dynoxide')
      }
    }
  })
})
