/** Milliseconds for which a button says that it has copied. */
const toldFor = 2_000

/** Gives each value with `data-copy` a button that copies it. Browsers offer the clipboard under HTTPS and on this machine. */
export function copyValues(): void {
  const { clipboard } = navigator as { readonly clipboard?: Clipboard }
  if (clipboard === undefined) return
  for (const place of document.querySelectorAll<HTMLElement>('[data-copy]')) {
    place.append(copyButton(place.dataset, clipboard))
  }
}

function copyButton(
  { copy = '', copyLabel = '', copyName = '', copied = '' }: DOMStringMap,
  clipboard: Clipboard,
): HTMLButtonElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'copy'
  const say = (text: string, name: string): void => {
    button.textContent = text
    button.ariaLabel = name
  }
  say(copyLabel, copyName)
  button.addEventListener('click', () => {
    void copyAndSay()
  })
  async function copyAndSay(): Promise<void> {
    await clipboard.writeText(copy)
    say(copied, copied)
    setTimeout(() => say(copyLabel, copyName), toldFor)
  }
  return button
}
