import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { chooseNode, NoNode, root } from './choose-node.mjs'
import { cloudCompiler } from './cloud-compiler.mjs'

/* After `npm install` for development: what scripts and tests will need is there, so that they need no registry. Not what starts alone. */
if (!(process.env.npm_config_omit ?? '').includes('dev')) {
  try {
    linkNode(await chooseNode([]))
  } catch (error) {
    if (!(error instanceof NoNode)) throw error
    console.error(error.message)
  }
  await cloudCompiler().catch(({ message }) => console.error(message))
}

/** What npx runs finds it too. */
function linkNode(node) {
  if (node === process.execPath || process.platform === 'win32') return
  const link = join(root, 'node_modules/.bin/node')
  try {
    rmSync(link, { force: true })
    symlinkSync(node, link)
  } catch ({ message }) {
    console.error(`npx runs the machine's own Node: node_modules/.bin/node cannot be a link (${message}).`)
  }
}
