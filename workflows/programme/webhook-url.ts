/** A name of a host, in lower case and with a dot; no number that stands for an address. */
export function isHostName(text: string): boolean {
  if (text.length > 253 || !text.includes('.')) return false
  const labels = text.split('.')
  const isName = labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label))
  return isName && /[a-z]/.test(labels.at(-1) ?? '')
}

/** An address that finance's own system may have: HTTPS, a host by its name, and neither a user nor a fragment in it. */
export function isWebhookUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, password, hash } = new URL(text)
  return protocol === 'https:' && isHostName(hostname) && username === '' && password === '' && hash === ''
}
