import { follow } from './page.ts'

/** Hides the questions that another answer makes needless. A hidden one is not sent, and keeps what was typed. */
export function askWhen(): void {
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
