type Answers = Readonly<Record<string, string | boolean>>

interface Draft {
  /** When it was last written, in epoch milliseconds. */
  readonly at: number
  readonly answers: Answers
  /** Whether it has been on its way to the server since. */
  readonly sent: boolean
}

const prefix = 'tasvib draft '
const oldest = 30 * 24 * 60 * 60 * 1_000

/** The draft that this browser keeps under a key; `unavailable` where it keeps nothing at all. */
export function kept(key: string): Draft | 'unavailable' | undefined {
  try {
    const draft = parsed(localStorage.getItem(prefix + key))
    if (draft === undefined || Date.now() - draft.at < oldest) return draft
    forget(key)
    return undefined
  } catch {
    return 'unavailable'
  }
}

export function keep(key: string, answers: Answers): void {
  write(key, { at: Date.now(), answers, sent: false })
}

export function markSent(key: string): void {
  const draft = kept(key)
  if (draft !== undefined && draft !== 'unavailable') write(key, { ...draft, sent: true })
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(prefix + key)
  } catch {
    // Then there is nothing to forget.
  }
}

/** Forgets the drafts that were sent and whose keys begin so. One that was not is still somebody's work. */
export function dropped(start: string): void {
  for (const key of keys()) {
    const draft = kept(key)
    if (key.startsWith(start) && draft !== undefined && draft !== 'unavailable' && draft.sent) forget(key)
  }
}

function keys(): string[] {
  try {
    return Object.keys(localStorage).flatMap((name) =>
      name.startsWith(prefix) ? [name.slice(prefix.length)] : [],
    )
  } catch {
    return []
  }
}

function write(key: string, draft: Draft): void {
  try {
    localStorage.setItem(prefix + key, JSON.stringify(draft))
  } catch {
    // A full or forbidden store keeps no draft; the form itself works as ever.
  }
}

/** Somebody may have changed what is kept, or an earlier version wrote it. */
function parsed(text: string | null): Draft | undefined {
  if (text === null) return undefined
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null) return undefined
    if (!('at' in value) || typeof value.at !== 'number') return undefined
    if (!('answers' in value) || typeof value.answers !== 'object' || value.answers === null) return undefined
    const answers = Object.fromEntries(
      Object.entries(value.answers).filter(
        (pair): pair is [string, string | boolean] =>
          typeof pair[1] === 'string' || typeof pair[1] === 'boolean',
      ),
    )
    return { at: value.at, answers, sent: 'sent' in value && value.sent === true }
  } catch {
    return undefined
  }
}
