import { existsSync } from 'node:fs'
import { mkdir, readdir, readlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkoutWithRegistry } from './stand-in.ts'

describe('after an install for development', () => {
  it("Node and the cloud's compiler are there, whole and nothing beside them, and are not asked for again", async () => {
    const checkout = await checkoutWithRegistry()
    await mkdir(join(checkout.folder, 'node_modules/.bin'), { recursive: true })
    expect(await checkout.afterInstall()).toMatchObject({ code: 0, out: '' })
    expect((await readdir(join(checkout.folder, '.node'))).sort()).toEqual(['99.0.0', 'compiler-1.2.3'])
    expect(await readdir(join(checkout.folder, '.node/compiler-1.2.3'))).toEqual(['compiler.node'])
    expect(await readlink(join(checkout.folder, 'node_modules/.bin/node'))).toBe(
      join(checkout.folder, '.node/99.0.0/bin/node'),
    )
    const asked = checkout.asked()
    expect(await checkout.afterInstall()).toEqual({ code: 0, out: '', err: '' })
    expect(checkout.asked()).toBe(asked)
  })

  it('a link that cannot be made fails nothing and is said in one line', async () => {
    const checkout = await checkoutWithRegistry()
    await mkdir(join(checkout.folder, 'node_modules'))
    await writeFile(join(checkout.folder, 'node_modules/.bin'), 'no folder')
    const { code, err } = await checkout.afterInstall()
    expect(code).toBe(0)
    expect(err.split('\n').filter((line) => line.includes('ENOTDIR'))).toEqual([
      expect.stringMatching(/^npx runs the machine's own Node: node_modules\/\.bin\/node cannot be a link/),
    ])
  })

  it("a compiler with the genuine library and a script of somebody's is refused, which fails nothing", async () => {
    const checkout = await checkoutWithRegistry({ tampered: true })
    const { code, err } = await checkout.afterInstall()
    expect(code).toBe(0)
    expect(err.split('\n').at(-2)).toBe(
      "The functions in the cloud need the contract's compiler, and compiler-stand-in@1.2.3 could not be fetched (its digest is not the one in infra/node/pinned-packages.json): run node infra/node/after-install.mjs where npm reaches a registry.",
    )
    expect(await readdir(join(checkout.folder, '.node'))).toEqual([])
  })

  it('a registry that cannot be reached fails nothing, and without development nothing is asked', async () => {
    const checkout = await checkoutWithRegistry()
    const { code, err } = await checkout.afterInstall({ npm_config_registry: 'http://127.0.0.1:1' })
    expect([code, err]).toEqual([
      0,
      expect.stringContaining('(npm pack compiler-stand-in@1.2.3 ended with 1): run node infra'),
    ])
    const { folder, afterInstall, asked } = await checkoutWithRegistry()
    expect(await afterInstall({ npm_config_omit: 'dev' })).toEqual({ code: 0, out: '', err: '' })
    expect([asked(), existsSync(join(folder, '.node'))]).toEqual([0, false])
  })
})
