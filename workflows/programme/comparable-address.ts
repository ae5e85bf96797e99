import { domainToASCII } from 'node:url'

/** One provider under two names, which also drops the dots before the `@`. */
const google = new Set(['gmail.com', 'googlemail.com'])

/**
 * What the spellings of an address that reach one mailbox have in common: case folded, the domain in ASCII, without plus tag,
 * and for Google without dots. It is for comparing alone: what is stored, shown and written to is the address as it was given.
 */
export function comparableAddress(email: string): string {
  const folded = email.normalize('NFKC').trim().toLowerCase()
  const at = folded.lastIndexOf('@')
  if (at < 0) return folded
  const domain = comparableDomain(folded.slice(at + 1))
  const local = withoutTag(folded.slice(0, at).trim())
  return google.has(domain) ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`
}

/** A domain in lower-case ASCII (`نمونه.ایران` is `xn--…`), without the dot of the root. */
export function comparableDomain(domain: string): string {
  const folded = domain.trim().replace(/\.+$/, '').toLowerCase()
  return plainDomain.test(folded) ? folded : domainToASCII(folded) || folded
}

/** Already what it would become, and compared too often to ask for it: letters, digits and hyphens under a name's ending. */
const plainDomain = /^(?!.*xn--)(?:[a-z0-9-]+\.)*[a-z][a-z0-9-]*$/

/** Whether two addresses reach one mailbox, however each is spelled. */
export function sameMailbox(a: string, b: string): boolean {
  return comparableAddress(a) === comparableAddress(b)
}

function withoutTag(local: string): string {
  const plus = local.indexOf('+')
  return plus > 0 ? local.slice(0, plus) : local
}
