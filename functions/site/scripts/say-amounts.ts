import { amountInWords } from '#functions/pages/amount-in-words.ts'
import { controlOf, follow, pageLanguage } from './page.ts'

/** Writes amounts in words while they are typed. */
export function sayAmounts(): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-words]')) {
    const control = controlOf(place)
    if (control === undefined) continue
    follow(control, () => {
      place.textContent = amountInWords(control.value, pageLanguage)
    })
  }
}
