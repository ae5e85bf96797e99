import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue, type FunctionName } from '#functions/catalogue.ts'
import { bundleFunctions } from '#infra/aws/bundling/bundle-functions.ts'
import { compilerPackage, isTypesetter } from '#infra/aws/bundling/typesetting.ts'
import { cloudCompiler } from '#infra/node/cloud-compiler.mjs'
import pinned from '#infra/node/pinned-packages.json' with { type: 'json' }

const typesetters = (Object.keys(catalogue) as FunctionName[]).filter(isTypesetter)
/** What an ELF file says that it is for (e_machine). */
const machines: Readonly<Record<number, string>> = { 0x3e: 'x64', 0xb7: 'arm64' }

/** The sentence that says why it is not here. */
const lacking = await cloudCompiler().then(
  () => undefined,
  ({ message }: Error) => message,
)
if (lacking !== undefined) console.warn(`The tests of the compiler in the cloud are skipped. ${lacking}`)

describe.skipIf(lacking !== undefined)('the compiler in what is deployed', () => {
  const out = mkdtempSync(join(tmpdir(), 'tasvib-compiler-'))
  let folderOf: (name: FunctionName) => string = () => out

  beforeAll(async () => {
    folderOf = await bundleFunctions(join(out, 'bundles'), 'arm64')
  })
  afterAll(() => rmSync(out, { recursive: true, force: true }))

  it.each(typesetters)("of %s is for Lambda's processor alone, whatever this machine's is", (name) => {
    const packages = join(folderOf(name), 'node_modules', compilerPackage, '..')
    const native = readdirSync(packages, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.node'),
    )
    expect(native.map((file) => machines[readFileSync(join(packages, file)).readUInt16LE(18)])).toEqual([
      'arm64',
    ])
  })

  it.each(typesetters)(
    'of %s is a library under a manifest of ours, and nothing else of its package',
    (name) => {
      const [folder, main] = [
        `${compilerPackage}-linux-arm64-gnu`,
        'typst-ts-node-compiler.linux-arm64-gnu.node',
      ]
      const beside = join(folderOf(name), 'node_modules', folder)
      expect(readdirSync(beside).sort()).toEqual(['package.json', main])
      expect(JSON.parse(readFileSync(join(beside, 'package.json'), 'utf8'))).toEqual({ name: folder, main })
    },
  )
})

describe("the cloud's compiler that is fetched", () => {
  it('is of the version that npm installs for this machine', () => {
    const { version } = createRequire(import.meta.url)(`${compilerPackage}/package.json`) as {
      version: string
    }
    expect(pinned.cloudCompiler).toMatchObject({ name: `${compilerPackage}-linux-arm64-gnu`, version })
  })
})
