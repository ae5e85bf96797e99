import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { NoNode, root } from './choose-node.mjs'

const read = (file) => JSON.parse(readFileSync(file, 'utf8'))

/**
 * The JavaScript of a command that one of our packages brings, as `vitest`; a file of ours is itself.
 * @throws NoNode where the package is not installed
 */
export function commandFile(name) {
  if (/\.m?[jt]s$/.test(name)) return name
  const { dependencies, devDependencies } = read(join(root, 'package.json'))
  for (const each of Object.keys({ ...dependencies, ...devDependencies })) {
    const folder = join(root, 'node_modules', each)
    if (!existsSync(join(folder, 'package.json'))) continue
    const { bin = {} } = read(join(folder, 'package.json'))
    const file = typeof bin === 'string' ? { [each.split('/').at(-1)]: bin }[name] : bin[name]
    if (file !== undefined) return join(folder, file)
  }
  throw new NoNode(`There is no ${name} here: npm install brings it, npm install --omit=dev does not.`)
}
