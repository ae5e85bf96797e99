import { domainToASCII } from 'node:url'

const LOCAL_PART = /^[A-Za-z0-9#$&'*+/=?^_{}~-]+(?:\.[A-Za-z0-9#$&'*+/=?^_{}~-]+)*$/
const DOMAIN = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/

/** Letters of any script between the dots; which of them a name may have together is the judgement of IDNA. */
const LETTERS = /^[\p{L}\p{M}\p{N}\u200c-]+(?:\.[\p{L}\p{M}\p{N}\u200c-]+)+$/u

/**
 * Whether the text is one plain addr-spec (RFC 5321: at most 64 characters before the `@`, 254 in all), in ASCII
 * but for an international domain, which has an ASCII form.
 * Quoted local parts, comments, lists, display names and line breaks are refused, so that a header built
 * from it names exactly one recipient; so are `%` and `!`, by which old relays were told where to send on.
 */
export const isEmailAddress = (text: string): boolean => {
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(at, 0))
  const domain = text.slice(at + 1)
  if (!DOMAIN.test(domain) && !LETTERS.test(domain)) return false
  const sent = asSent(text)
  return (
    sent.length <= 254 &&
    local.length <= 64 &&
    LOCAL_PART.test(local) &&
    DOMAIN.test(sent.slice(local.length + 1))
  )
}

/** The address as mail servers know it: the domain of `user@نمونه.ایران` in ASCII. It stays as it is where it has no such form. */
export const asSent = (address: string): string => {
  const at = address.lastIndexOf('@') + 1
  const domain = address.slice(at)
  return DOMAIN.test(domain) ? address : address.slice(0, at) + (domainToASCII(domain) || domain)
}
