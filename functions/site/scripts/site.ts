import { amountInWords } from '#functions/shared/pages/amount-in-words.ts'
import { dayInWords } from '#functions/shared/pages/day-in-words.ts'
import { runningTotal } from '#functions/shared/pages/running-total.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { lengthOf, normaliseProse } from '#workflows/text/normalise.ts'
import { copyValues } from './copy-values.ts'
import { keepDrafts } from './keep-draft.ts'
import { controlOf, follow, pageLanguage, settled } from './page.ts'
import { sendOnce } from './send-once.ts'
import { uploadAhead } from './upload-ahead.ts'

/** Counts along beneath answers of prose, as the server will count. Screen readers hear it when the typing pauses. */
function countCharacters(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-count]')) {
    const control = controlOf(place)
    if (control === undefined) continue
    const limits = place.textContent
    const said = document.createElement('span')
    said.className = 'unseen'
    said.role = 'status'
    place.closest('.field')?.append(said)
    const say = settled(() => {
      said.textContent = place.textContent
    }, 1_000)
    follow(control, () => {
      const length = lengthOf(normaliseProse(control.value))
      const state = stateOf(length, place.dataset)
      place.dataset['state'] = state
      place.textContent =
        state === 'empty'
          ? limits
          : (place.dataset[state] ?? '').replace('{n}', formatNumber(length, pageLanguage))
      if (document.activeElement === control) say()
    })
  }
}

function stateOf(length: number, { min, max }: DOMStringMap): 'empty' | 'under' | 'within' | 'over' {
  if (length === 0) return 'empty'
  if (length < Number(min)) return 'under'
  return length > Number(max) ? 'over' : 'within'
}

/**
 * Takes the digest of a chosen contract in the browser, so that the file need not leave the device. Without this, or where the
 * browser offers no digests (they need HTTPS), the form sends the file.
 */
function digestHere(): void {
  // Only pages under HTTPS, and those of this machine, have it; the types do not know that.
  const { subtle } = crypto as { readonly subtle?: SubtleCrypto }
  if (subtle === undefined) return
  for (const hint of document.querySelectorAll<HTMLElement>('[data-digest-here]')) {
    const form = hint.parentElement?.querySelector('form')
    const input = form?.querySelector<HTMLInputElement>('input[type="file"]')
    if (!form || !input) continue
    hint.textContent = hint.dataset['digestHere'] ?? ''
    form.addEventListener('submit', (event) => {
      const file = input.files?.[0]
      if (file === undefined) return
      event.preventDefault()
      void answerHere(form, file, subtle)
    })
  }
}

async function answerHere(form: HTMLFormElement, file: File, subtle: SubtleCrypto): Promise<void> {
  try {
    const query = new URLSearchParams({
      digest: await digestOf(file, subtle),
      lang: document.documentElement.lang,
    })
    location.assign(`${form.action}?${query.toString()}`)
  } catch {
    // A file that cannot be read here may still be sent.
    form.submit()
  }
}

async function digestOf(file: File, subtle: SubtleCrypto): Promise<string> {
  const bytes = await subtle.digest('SHA-256', await file.arrayBuffer())
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const inWords = new Map([
  ['amount', amountInWords],
  ['day', dayInWords],
])

/** Writes amounts and days in words while they are typed. */
function sayInWords(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-words]')) {
    const control = controlOf(place)
    const say = inWords.get(place.dataset['words'] ?? '')
    if (control === undefined || say === undefined) continue
    follow(control, () => {
      place.textContent = say(control.value, pageLanguage)
    })
  }
}

/** Hides the questions that another answer makes needless. A hidden one is not sent, and keeps what was typed. */
function askWhen(): void {
  for (const question of document.querySelectorAll<HTMLElement>('[data-when]')) {
    const form = question.closest('form')
    if (form === null) continue
    follow(form, () => {
      const { when = '', is } = question.dataset
      question.hidden = new FormData(form).get(when) !== is
      for (const control of question.querySelectorAll('input, textarea, select')) {
        control.toggleAttribute('disabled', question.hidden)
      }
    })
  }
}

/** Says what the scores come to while they are given. */
function addScores(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-total]')) {
    const scores = place.closest<HTMLElement>('.scores')
    if (scores === null) continue
    const { lowest, highest, minimum } = place.dataset
    const rule = {
      scale: [Number(lowest), Number(highest)] as const,
      minimum: minimum === undefined ? undefined : Number(minimum),
    }
    follow(scores, () => {
      const given = [...scores.querySelectorAll<HTMLElement>('[data-weight]')].map((criterion) => {
        const chosen = criterion.querySelector<HTMLInputElement>('input:checked')
        return {
          weight: Number(criterion.dataset['weight']),
          score: chosen ? Number(chosen.value) : undefined,
        }
      })
      place.textContent = runningTotal(given, rule, pageLanguage)
    })
  }
}

/*
 * What makes pages better where scripts run; every page works without them. Each behaviour finds its elements by a data
 * attribute that the server wrote, and the words that it shows come from there too, so that scripts hold no language.
 */
askWhen()
addScores()
countCharacters()
sayInWords()
keepDrafts()
uploadAhead()
sendOnce()
copyValues()
digestHere()
