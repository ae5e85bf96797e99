type DraftAnswers = Readonly<Record<string, string | boolean>>

interface StoredDraft {
  /** When it was last written, in epoch milliseconds. */
  readonly at: number
  readonly answers: DraftAnswers
  /** Whether it has been on its way to the server since. */
  readonly sent: boolean
  /** Whether its owner wants all of it kept on this device. */
  readonly whole: boolean
}

/** Which answers are about a person: those stay with the tab, unless their owner wants the whole draft kept on the device. */
export type IsPersonal = (name: string) => boolean

const prefix = 'tasvib draft '
const oldest = 30 * 24 * 60 * 60 * 1_000

/** The draft that this browser keeps under a key; `unavailable` where it keeps nothing at all. */
export function kept(key: string): StoredDraft | 'unavailable' | undefined {
  try {
    const [device, tab] = [localStorage, sessionStorage].map((store) => parsed(store.getItem(prefix + key)))
    if (device === undefined) return tab
    if (Date.now() - device.at < oldest) return { ...device, answers: { ...device.answers, ...tab?.answers } }
    forget(key)
    return undefined
  } catch {
    return 'unavailable'
  }
}

export function keep(
  key: string,
  draft: Pick<StoredDraft, 'answers' | 'whole'> & Partial<StoredDraft>,
  isPersonal: IsPersonal,
): void {
  const { answers, whole, at = Date.now(), sent = false } = draft
  const [open, own] = [false, true].map((personal) =>
    Object.fromEntries(Object.entries(answers).filter(([name]) => isPersonal(name) === personal)),
  )
  try {
    const part = (its: DraftAnswers | undefined) => JSON.stringify({ at, answers: its, sent, whole })
    localStorage.setItem(prefix + key, part(whole ? answers : open))
    sessionStorage.setItem(prefix + key, part(own))
  } catch {
    // A full or forbidden store keeps no draft; the form itself works as ever.
  }
}

export function forget(key: string): void {
  try {
    for (const store of [localStorage, sessionStorage]) store.removeItem(prefix + key)
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

/** Somebody may have changed what is kept, or an earlier version wrote it. */
function parsed(text: string | null): StoredDraft | undefined {
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
    return {
      at: value.at,
      answers,
      sent: 'sent' in value && value.sent === true,
      whole: 'whole' in value && value.whole === true,
    }
  } catch {
    return undefined
  }
}
