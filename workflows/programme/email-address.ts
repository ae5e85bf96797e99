const LOCAL_PART = /^[A-Za-z0-9#$&'*+/=?^_{}~-]+(?:\.[A-Za-z0-9#$&'*+/=?^_{}~-]+)*$/
const DOMAIN = /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9]$/

/**
 * Whether the text is one plain ASCII addr-spec (RFC 5321: at most 64 characters before the `@`, 254 in all).
 * Quoted local parts, comments, lists, display names and line breaks are refused, so that a header built
 * from it names exactly one recipient; so are `%` and `!`, by which old relays were told where to send on.
 */
export const isEmailAddress = (text: string): boolean => {
  if (text.length > 254) return false
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(at, 0))
  return local.length <= 64 && LOCAL_PART.test(local) && DOMAIN.test(text.slice(at + 1))
}
