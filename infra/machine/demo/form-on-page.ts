/** A form as a browser would send it: where to, and what stands in it before anyone types. */
export interface FormOnPage {
  readonly action: string
  readonly multipart: boolean
  readonly fields: readonly (readonly [name: string, value: string])[]
}

/** The number that a form asks to have typed, as every person at it reads it; nothing where none is asked for. */
export function numberOnPage(html: string): Readonly<Record<string, string>> {
  const [, number] = /<label for="field-(?:\w+-)?shownNumber">[^\d۰-۹<]*([\d۰-۹]+)/.exec(html) ?? []
  return number === undefined ? {} : { shownNumber: number }
}

/**
 * Every POST form of a page, once for each place to which one of its buttons sends it. Only what a browser sends by itself is read: hidden fields, prefilled inputs, text areas, chosen
 * options.
 */
export function formsOnPage(html: string): readonly FormOnPage[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].flatMap(([, head = '', body = '']) => {
    const attributes = attributesOf(head)
    if (attributes['method']?.toLowerCase() !== 'post') return []
    const buttons = [...body.matchAll(/<button\b([^>]*)>/gi)].map(([, button = '']) => attributesOf(button))
    const actions = [attributes['action'] ?? '', ...buttons.flatMap(({ formaction }) => formaction ?? [])]
    return actions.map((action) => ({
      action,
      multipart: attributes['enctype'] === 'multipart/form-data',
      fields: [...inputs(body), ...textAreas(body), ...selects(body)],
    }))
  })
}

function inputs(body: string): [string, string][] {
  return [...body.matchAll(/<input\b([^>]*)>/gi)].flatMap(([, head = '']): [string, string][] => {
    const { name, value = '', type = 'text', checked } = attributesOf(head)
    const choice = type === 'checkbox' || type === 'radio'
    if (name === undefined || type === 'file' || type === 'submit' || (choice && checked === undefined))
      return []
    return [[name, choice && value === '' ? 'on' : value]]
  })
}

function textAreas(body: string): [string, string][] {
  return [...body.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/gi)].flatMap(
    ([, head = '', text = '']): [string, string][] => {
      const { name } = attributesOf(head)
      return name === undefined ? [] : [[name, plain(text).replace(/^\n/, '')]]
    },
  )
}

function selects(body: string): [string, string][] {
  return [...body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/gi)].flatMap(
    ([, head = '', options = '']): [string, string][] => {
      const { name } = attributesOf(head)
      const all = [...options.matchAll(/<option\b([^>]*)>/gi)].map(([, option = '']) => attributesOf(option))
      const chosen = all.find(({ selected }) => selected !== undefined) ?? all[0]
      return name === undefined || chosen === undefined ? [] : [[name, chosen['value'] ?? '']]
    },
  )
}

function attributesOf(head: string): Partial<Record<string, string>> {
  const attributes: Partial<Record<string, string>> = {}
  for (const [, name = '', double, single, bare] of head.matchAll(
    /([a-z-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/gi,
  )) {
    attributes[name.toLowerCase()] = plain(double ?? single ?? bare ?? '')
  }
  return attributes
}

const entities: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x27': "'",
  amp: '&',
}

function plain(text: string): string {
  return text.replace(/&(lt|gt|quot|#39|#x27|amp);/g, (_, entity: string) => entities[entity] ?? '')
}
