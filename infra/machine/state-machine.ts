import { readFile } from 'node:fs/promises'
import { catalogue, type FunctionName, placeholderOf } from '#functions/catalogue.ts'

const file = new URL('../../workflows/proposal.asl.json', import.meta.url)

/** The state machine file that is deployed, its placeholders filled with the catalogue's names. */
export async function readStateMachine(): Promise<unknown> {
  return fillPlaceholders(await readFile(file, 'utf8'))
}

/** @throws if the text has a placeholder that belongs to no function, or is not JSON. */
export function fillPlaceholders(source: string): unknown {
  const byPlaceholder = new Map(
    Object.keys(catalogue)
      .filter(isFunctionName)
      .map((name) => [placeholderOf(name), name]),
  )
  const filled = source.replaceAll(/\$\{(\w+)\}/g, (_, placeholder: string) => {
    const name = byPlaceholder.get(placeholder)
    if (name === undefined)
      throw new Error(`The state machine calls ${placeholder}, which is no function of ours.`)
    return name
  })
  return JSON.parse(filled)
}

function isFunctionName(name: string): name is FunctionName {
  return Object.hasOwn(catalogue, name)
}
