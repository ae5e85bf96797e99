import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './choose-node.mjs'
import { fetchProgram } from './fetch-program.mjs'

const { cloudCompiler: pinned } = JSON.parse(
  readFileSync(new URL('pinned-packages.json', import.meta.url), 'utf8'),
)

export class NoCompiler extends Error {}

export async function cloudCompiler() {
  const { name, version, file: member } = pinned
  const file = join(root, '.node', `compiler-${version}`, member)
  if (existsSync(file)) return { name, version, file }
  console.error(
    `The functions in the cloud need a compiler: npm fetches ${name}@${version} into .node/, once.`,
  )
  try {
    await fetchProgram(pinned, { folder: join(root, '.node'), file })
  } catch (error) {
    throw new NoCompiler(
      `The functions in the cloud need the contract's compiler, and ${name}@${version} could not be fetched (${error.message}): run node infra/node/after-install.mjs where npm reaches a registry.`,
    )
  }
  return { name, version, file }
}
