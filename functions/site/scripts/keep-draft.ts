import { dropped, forget, type IsPersonal, keep, kept } from './draft-store.ts'
import { filled, pageLanguage, settled } from './page.ts'

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

const moment = new Intl.DateTimeFormat(
  pageLanguage === 'fa' ? 'fa-IR-u-ca-persian-nu-arabext' : 'en-GB-u-nu-latn',
  { weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
)

/**
 * Keeps what is typed into a form with `data-draft-key` in this browser until it has arrived: after a crash, a reload or an
 * error it stands there again. Never files, and nothing inside `data-no-draft`.
 */
export function keepDrafts(): void {
  for (const { dataset } of document.querySelectorAll<HTMLElement>('[data-draft-done]')) {
    dropped(dataset['draftDone'] ?? '')
  }
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft-key]')) keepDraft(form)
}

function keepDraft(form: HTMLFormElement): void {
  const key = form.dataset['draftKey'] ?? ''
  const personal = new Set((form.dataset['draftPersonal'] ?? '').split(' '))
  const isPersonal: IsPersonal = (name) => personal.has(name.split(' ', 1)[0] ?? '')
  const all = form.querySelector<HTMLInputElement>('[data-draft-all]')
  const fresh = answersOf(form)
  const draft = kept(key)
  if (draft === 'unavailable') return
  show(form, 'kept')
  if (draft !== undefined) {
    if (all) all.checked = draft.whole
    // What an earlier release kept on the device goes where it belongs.
    keep(key, draft, isPersonal)
  }
  if (draft !== undefined && fill(form, draft.answers)) {
    const notice = show(form, 'restored')
    const told = notice?.querySelector<HTMLElement>('[data-text]')
    if (told)
      told.textContent = (told.dataset['text'] ?? '').replace('{at}', moment.format(new Date(draft.at)))
  }
  let isBehind = false
  const save = (sent = false) => {
    isBehind = false
    const answers = answersOf(form)
    // A page that nobody wrote on leaves nothing behind; one that came back with answers keeps them.
    if (kept(key) !== undefined || JSON.stringify(answers) !== JSON.stringify(fresh))
      keep(key, { answers, whole: all?.checked === true, sent }, isPersonal)
  }
  const catchUp = () => {
    if (isBehind) save()
  }
  const later = settled(catchUp, 400)
  form.addEventListener('input', () => {
    isBehind = true
    later()
  })
  // What a button sends elsewhere, as to go on with it on another device, has not arrived where the form goes.
  form.addEventListener('submit', ({ submitter }) => save(submitter?.hasAttribute('formaction') !== true))
  // A phone may end a page that is out of sight without another word.
  document.addEventListener('visibilitychange', catchUp)
  window.addEventListener('pagehide', catchUp)
  let thrownAway: TypedAnswers = {}
  form.addEventListener('click', ({ target }) => {
    const act = target instanceof HTMLElement ? target.dataset['draftAct'] : undefined
    if (act === 'discard') {
      thrownAway = answersOf(form)
      isBehind = false
      form.reset()
      form.dispatchEvent(new Event(filled))
      forget(key)
      hide(form, 'restored')
      show(form, 'discarded')?.focus()
    }
    if (act === 'undo') {
      fill(form, thrownAway)
      save()
      hide(form, 'discarded')
      controlsOf(form)[0]?.focus()
    }
  })
}

/** By name and place among those of its name: text, or whether it is ticked. */
type TypedAnswers = Readonly<Record<string, string | boolean>>

function controlsOf(form: HTMLFormElement): Control[] {
  return [...form.elements].filter(
    (control): control is Control =>
      (control instanceof HTMLInputElement ||
        control instanceof HTMLTextAreaElement ||
        control instanceof HTMLSelectElement) &&
      control.closest('[data-no-draft]') === null &&
      !['file', 'password', 'submit', 'button'].includes(control.type) &&
      (control.type !== 'hidden' || control.name === 'idempotencyKey'),
  )
}

function namedControls(form: HTMLFormElement): [string, Control][] {
  const seen = new Map<string, number>()
  return controlsOf(form).map((control) => {
    const place = seen.get(control.name) ?? 0
    seen.set(control.name, place + 1)
    return [`${control.name} ${place}`, control]
  })
}

function isTicked(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type)
}

function answersOf(form: HTMLFormElement): TypedAnswers {
  return Object.fromEntries(
    namedControls(form).map(([name, control]) => [name, isTicked(control) ? control.checked : control.value]),
  )
}

/** Answers whether anything that a person sees became different. */
function fill(form: HTMLFormElement, answers: TypedAnswers): boolean {
  let isDifferent = false
  for (const [name, control] of namedControls(form)) {
    const answer = answers[name]
    if (answer === undefined) continue
    const now = isTicked(control) ? control.checked : control.value
    if (now === answer) continue
    if (isTicked(control)) control.checked = answer === true
    else control.value = String(answer)
    if (control.type !== 'hidden') isDifferent = true
  }
  form.dispatchEvent(new Event(filled))
  return isDifferent
}

function show(form: HTMLFormElement, notice: string): HTMLElement | undefined {
  const element = form.querySelector<HTMLElement>(`[data-draft="${notice}"]`)
  if (element === null) return undefined
  element.hidden = false
  return element
}

function hide(form: HTMLFormElement, notice: string): void {
  const element = form.querySelector<HTMLElement>(`[data-draft="${notice}"]`)
  if (element !== null) element.hidden = true
}
