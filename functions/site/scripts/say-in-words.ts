import { amountInWords } from '#functions/shared/pages/amount-in-words.ts'
import { dayInWords } from '#functions/shared/pages/day-in-words.ts'
import { controlOf, follow, pageLanguage } from './page.ts'

const inWords = new Map([
  ['amount', amountInWords],
  ['day', dayInWords],
])

/** Writes amounts and days in words while they are typed. */
export function sayInWords(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-words]')) {
    const control = controlOf(place)
    const say = inWords.get(place.dataset['words'] ?? '')
    if (control === undefined || say === undefined) continue
    follow(control, () => {
      place.textContent = say(control.value, pageLanguage)
    })
  }
}
