import { formatNumber } from '#workflows/text/format-number.ts'
import { pageLanguage } from './page.ts'
import { sendFile } from './send-file.ts'

/** Uploads attachments as soon as they are chosen, each with its progress; the form then carries their ids alone. */
export function uploadAhead(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-uploads]')) begin(place)
}

interface Upload {
  readonly file: File
  readonly row: HTMLElement
  readonly stop: AbortController
  state: 'sending' | 'arrived' | 'later' | 'refused'
}

function begin(place: HTMLElement): void {
  const input = place.querySelector<HTMLInputElement>('input[type=file]')
  const list = place.querySelector<HTMLElement>('.uploads')
  const template = place.querySelector('template')
  const form = place.closest('form')
  const waiting = place.querySelector<HTMLElement>('[data-waiting]')
  const held = place.querySelector<HTMLElement>('[data-held]')
  if (!input || !list || !template || !form || !waiting || !held) return
  // The list below says what was chosen, in the page's own language; the browser's control would say it in the browser's.
  input.classList.add('unseen')
  place.querySelector(`label[for="${input.id}"]`)?.classList.add('button', 'secondary')
  for (const plain of place.querySelectorAll<HTMLElement>('[data-plain]')) plain.hidden = true
  const uploads = new Set<Upload>()
  let button: HTMLElement | null = null

  const isFull = () => {
    const kept = place.querySelectorAll('input[type=checkbox]:checked').length
    const taken = [...uploads].filter(({ state }) => state !== 'refused').length
    return kept + taken >= Number(place.dataset['most'])
  }
  /** What could not be uploaded ahead goes with the form, as it would without a script. */
  const settle = () => {
    const rest = new DataTransfer()
    for (const { state, file } of uploads) if (state === 'later') rest.items.add(file)
    input.files = rest.files
    list.hidden = uploads.size === 0
    if (waiting.hidden || [...uploads].some(({ state }) => state === 'sending')) return
    waiting.hidden = true
    const refused = [...uploads].find(({ state }) => state === 'refused')
    held.hidden = refused === undefined
    if (refused === undefined) form.requestSubmit(button)
    else refused.row.querySelector('button')?.focus()
  }
  const add = (file: File) => {
    const row = template.content.firstElementChild?.cloneNode(true)
    if (!(row instanceof HTMLElement)) return
    const upload: Upload = { file, row, stop: new AbortController(), state: 'sending' }
    describe(upload)
    row.querySelector('button')?.addEventListener('click', () => {
      upload.stop.abort()
      uploads.delete(upload)
      row.remove()
      held.hidden = true
      settle()
      input.focus()
    })
    list.append(row)
    if (isFull()) tell(upload, 'refused', place.dataset['tooMany'])
    uploads.add(upload)
    if (upload.state === 'sending')
      void send(upload, { name: input.name, url: place.dataset['uploads'] ?? '' }).then(settle)
  }
  input.addEventListener('change', () => {
    for (const file of input.files ?? []) add(file)
    settle()
  })
  form.addEventListener('submit', (event) => {
    held.hidden = true
    if (![...uploads].some(({ state }) => state === 'sending')) return
    event.preventDefault()
    event.stopImmediatePropagation()
    button = event.submitter
    waiting.hidden = false
  })
}

async function send(upload: Upload, { name, url }: { name: string; url: string }): Promise<void> {
  const { file, row, stop } = upload
  tell(upload, 'sending')
  const sent = await sendFile(file, {
    url,
    signal: stop.signal,
    onProgress: (part) => progress(upload, part),
  })
  if (stop.signal.aborted) return
  if ('fileId' in sent) {
    row.append(hidden(name, sent.fileId), hidden('secrets', sent.secret))
    tell(upload, 'arrived')
  } else if (sent.refused === undefined) tell(upload, 'later')
  else tell(upload, 'refused', sent.refused)
}

function hidden(name: string, value: string): HTMLInputElement {
  const input = document.createElement('input')
  Object.assign(input, { type: 'hidden', name, value })
  return input
}

function statusOf({ row }: Upload): HTMLElement | null {
  return row.querySelector<HTMLElement>('[role=status]')
}

function describe(upload: Upload): void {
  const { file, row } = upload
  const { kilobytes = '', megabytes = '' } = statusOf(upload)?.dataset ?? {}
  const [unit, size] = file.size < 1e6 ? [kilobytes, file.size / 1e3] : [megabytes, file.size / 1e6]
  const figure = size < 10 ? Math.max(0.1, Math.round(size * 10) / 10) : Math.round(size)
  const [name, length] = row.querySelectorAll('span > bdi, span > .quiet')
  if (name) name.textContent = file.name
  if (length) length.textContent = unit.replace('{n}', formatNumber(figure, pageLanguage))
  row.querySelector('progress')?.setAttribute('aria-label', file.name)
  row
    .querySelector('button')
    ?.setAttribute('aria-label', `${row.querySelector('button')?.textContent ?? ''}: ${file.name}`)
}

function progress(upload: Upload, part: number): void {
  const bar = upload.row.querySelector('progress')
  const status = statusOf(upload)
  if (bar) bar.value = part
  const percent = formatNumber(Math.floor(part * 100), pageLanguage)
  if (status) status.textContent = (status.dataset['sending'] ?? '').replace('{n}', percent)
}

function tell(upload: Upload, state: Upload['state'], words?: string): void {
  upload.state = state
  upload.row.dataset['state'] = state
  if (state === 'sending') {
    progress(upload, 0)
    return
  }
  const status = statusOf(upload)
  if (status) status.textContent = words ?? status.dataset[state] ?? ''
  upload.row.querySelector('progress')?.remove()
}
