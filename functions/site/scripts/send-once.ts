/** Milliseconds. */
const patience = 10_000

/**
 * A second click on a form that is under way sends nothing. The button says so to screen readers and keeps its place in the
 * form's data; a page that comes back from the browser's memory can be sent again.
 */
export function sendOnce(): void {
  document.addEventListener('submit', (event) => {
    const { target: form, submitter } = event
    if (!(form instanceof HTMLFormElement) || event.defaultPrevented) return
    // What opens beside the page, such as a draft, leaves the form to be sent.
    if (submitter?.getAttribute('formtarget') === '_blank') return
    if (form.dataset['sent'] === 'true') {
      event.preventDefault()
      return
    }
    mark(form, true)
    // Whoever stopped the browser on its way may send again: the request's key keeps it one request.
    setTimeout(() => mark(form, false), patience)
  })
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return
    for (const form of document.forms) mark(form, false)
  })
}

function mark(form: HTMLFormElement, sent: boolean): void {
  form.dataset['sent'] = String(sent)
  for (const button of form.querySelectorAll('button')) button.setAttribute('aria-disabled', String(sent))
}
