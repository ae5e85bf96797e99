import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { chooseNode, NoNode, root } from './choose-node.mjs'

/* After `npm install` for development: what the scripts will run on is there, so that they need no registry. Not what starts alone. */
if (!(process.env.npm_config_omit ?? '').includes('dev')) {
  try {
    const node = await chooseNode([])
    if (node !== process.execPath && process.platform !== 'win32') {
      // What npx runs finds it too.
      const link = join(root, 'node_modules/.bin/node')
      rmSync(link, { force: true })
      symlinkSync(node, link)
    }
  } catch (error) {
    if (!(error instanceof NoNode)) throw error
    console.error(error.message)
  }
}
