import { runningTotal } from '#functions/shared/pages/running-total.ts'
import { follow, pageLanguage } from './page.ts'

/** Says what the scores come to while they are given. */
export function addScores(): void {
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
