/**
 * A piece of a paragraph. A bare string is our own wording; `value` is somebody else's text, which the template
 * isolates so that its direction cannot disturb ours; `code` always reads left to right (numbers of cases, IBANs, digests).
 */
export type Run = string | { readonly value: string } | { readonly code: string }
export type Paragraph = readonly Run[]

/** One paragraph of a text that somebody typed, with the direction its first letter asks for. */
export interface Block {
  readonly direction: 'rtl' | 'ltr'
  readonly text: string
}

export const value = (text: string): Run => ({ value: text })
export const code = (text: string): Run => ({ code: text })

/** Template tag: keeps the wording and what was put into it apart. */
export const prose = (wording: TemplateStringsArray, ...runs: readonly Run[]): Paragraph => {
  const paragraph: Run[] = []
  for (const run of wording.flatMap((piece, index) => [piece, runs[index] ?? ''])) {
    const last = paragraph.at(-1)
    if (typeof run === 'string' && typeof last === 'string') paragraph.splice(-1, 1, last + run)
    else paragraph.push(run)
  }
  return paragraph.filter((run) => run !== '')
}

/** Letters alone: digits, Persian ones too, take their direction from what stands around them. */
const FIRST_LETTER =
  /[\p{L}&&[\p{Script=Latin}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Cyrillic}\p{Script=Greek}]]/v
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}]/v

/** The paragraphs of a typed text; blank lines are dropped. */
export const blocksOf = (text: string): Block[] =>
  text
    .split(/\r\n|[\n\v\f\r\u0085\u2028\u2029]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const letter = FIRST_LETTER.exec(line)?.[0]
      const direction = letter === undefined || RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr'
      return { direction, text: line }
    })
