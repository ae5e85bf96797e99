import { formatNumber } from '#workflows/text/format-number.ts'
import { lengthOf, normaliseProse } from '#workflows/text/normalise.ts'
import { controlOf, follow, pageLanguage, settled } from './page.ts'

/** Counts along beneath answers of prose, as the server will count. Screen readers hear it when the typing pauses. */
export function countCharacters(): void {
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
