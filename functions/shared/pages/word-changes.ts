import { type Html, html } from './html.ts'

/** Words on either side beyond which a comparison would be slow to make and tell its reader nothing. */
const mostWords = 600

interface Piece {
  readonly text: string
  readonly isOwn: boolean
}

/**
 * Two versions of a text, each with the words marked that the other does not have, in paragraphs as they were written.
 * Undefined where they are too long to compare, or have too little in common for marks to help.
 */
export function wordChanges(before: string, after: string): { before: Html; after: Html } | undefined {
  const [old, current] = [before.split(/(\s+)/), after.split(/(\s+)/)]
  if (old.length > 2 * mostWords || current.length > 2 * mostWords) return undefined
  const [isKeptInOld, isKeptInCurrent] = common(old, current)
  const kept = old.filter((word, index) => isKeptInOld[index] === true && /\S/.test(word)).length
  // Every other piece is the space between two words.
  if (kept * 6 < Math.min(old.length, current.length)) return undefined
  return {
    before: marked(pieces(old, isKeptInOld), (text) => html`<del>${text}</del>`),
    after: marked(pieces(current, isKeptInCurrent), (text) => html`<ins>${text}</ins>`),
  }
}

/** Which words of either side belong to the longest run of words, gaps allowed, that both have. */
function common(old: readonly string[], current: readonly string[]): [boolean[], boolean[]] {
  const width = current.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = current.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        old[i] === current[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const [inOld, inCurrent] = [old.map(() => false), current.map(() => false)]
  for (let i = 0, j = 0; i < old.length && j < current.length;) {
    if (old[i] === current[j]) {
      inOld[i] = true
      inCurrent[j] = true
      i += 1
      j += 1
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1
    else j += 1
  }
  return [inOld, inCurrent]
}

/** Neighbours of one kind become one piece; the space between two marked words is marked with them. */
function pieces(words: readonly string[], isKept: readonly boolean[]): Piece[] {
  const found: Piece[] = []
  for (const [index, text] of words.entries()) {
    const isSpace = /^\s*$/.test(text)
    const isOwn = isSpace
      ? isKept[index - 1] === false && isKept[index + 1] === false
      : isKept[index] !== true
    const last = found.at(-1)
    if (last?.isOwn === isOwn) found.splice(-1, 1, { text: last.text + text, isOwn })
    else found.push({ text, isOwn })
  }
  return found
}

function marked(found: readonly Piece[], mark: (text: string) => Html): Html {
  return html`<div class="prose"><p dir="auto">${found.map(({ text, isOwn }) => (isOwn ? mark(text) : text))}</p></div>`
}
