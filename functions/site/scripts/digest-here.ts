/**
 * Takes the digest of a chosen contract in the browser, so that the file need not leave the device. Without this, or where the
 * browser offers no digests (they need HTTPS), the form sends the file.
 */
export function digestHere(): void {
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
