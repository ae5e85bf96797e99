import type { Language } from '#workflows/language.ts'

export const pageLanguage: Language = document.documentElement.lang === 'en' ? 'en' : 'fa'

/** Told to a form when a script has filled it in or emptied it: what depends on its answers looks at them again. */
export const filled = 'tasvib:filled'

/** Runs `look` now, whenever somebody types or chooses inside `place`, and whenever its form is filled in by a script. */
export function follow(place: HTMLElement, look: () => void): void {
  place.addEventListener('input', look)
  place.closest('form')?.addEventListener(filled, look)
  look()
}

type Control = HTMLInputElement | HTMLTextAreaElement

/** The text control of the field in which an element stands. */
export function controlOf(element: Element): Control | undefined {
  const control = element.closest('.field')?.querySelector('textarea, input')
  return control instanceof HTMLTextAreaElement || control instanceof HTMLInputElement ? control : undefined
}

/** Runs the last of several calls, once they have stopped for so many milliseconds. */
export function settled(run: () => void, milliseconds: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(run, milliseconds)
  }
}
