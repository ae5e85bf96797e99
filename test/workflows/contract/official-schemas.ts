import { readFileSync } from 'node:fs'
import AjvDraft04 from 'ajv-draft-04'
import addFormats from 'ajv-formats'

/** The standards whose official schemas lie in test/fixtures/ocds: the core, and its profile for partnerships. */
export const standards = ['ocds-1.1.5', 'ocds-ppp-1.0-beta4'] as const

function schema(name: string): object {
  const file = new URL(`../../fixtures/ocds/${name}-schema.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as object
}

/** A function that says what a standard's official schema finds wrong with a release package; nothing is an empty list. */
export function officialErrors(standard: (typeof standards)[number]): (data: unknown) => readonly unknown[] {
  const ajv = new AjvDraft04.default({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(schema(`${standard}-release`))
  const validate = ajv.compile(schema(`${standard}-release-package`))
  return (data) => (validate(data) ? [] : (validate.errors ?? []))
}
