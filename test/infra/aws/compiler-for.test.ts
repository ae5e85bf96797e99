import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { catalogue, type FunctionName } from '#functions/catalogue.ts'
import { bundleFunctions } from '#infra/aws/bundling/bundle-functions.ts'
import { compilerPackage, isTypesetter } from '#infra/aws/bundling/typesetting.ts'

const typesetters = (Object.keys(catalogue) as FunctionName[]).filter(isTypesetter)
/** What an ELF file says that it is for (e_machine). */
const machines: Readonly<Record<number, string>> = { 0x3e: 'x64', 0xb7: 'arm64' }

describe('the compiler in what is deployed', () => {
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
})
