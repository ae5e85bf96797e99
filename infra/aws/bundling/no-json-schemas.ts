import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'

/**
 * Leaves out what makes JSON Schema of schemas, 20 KB that zod's own carry along: of the functions `site` alone describes the
 * interface. Whoever asks for one all the same is refused.
 */
export const noJsonSchemas: Plugin = {
  name: 'no-json-schemas',
  setup(build) {
    build.onLoad(
      { filter: /\/zod\/v4\/core\/(?:to-json-schema|json-schema-processors)\.js$/ },
      ({ path }) => {
        const names = [...readFileSync(path, 'utf8').matchAll(/^export (?:function|const|class) (\w+)/gm)]
        const refuse = 'const refuse = () => { throw new Error("This function makes no JSON Schema") }'
        return {
          contents: [refuse, `export { ${names.map(([, name]) => `refuse as ${name}`).join(', ')} }`].join(
            '\n',
          ),
        }
      },
    )
  },
}
