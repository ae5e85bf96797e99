/** As long as the part before the @ may be (RFC 5321, 4.5.3.1.1). */
const longestLocalPart = 64

/**
 * The address at which a development stage writes to somebody: `mayor@city.example` becomes `mayor=city.example@<domain>`, so
 * that nobody is written to and it can still be seen who would have been. Very long addresses are cut.
 */
export function redirectedAddress(address: string, domain: string): string {
  return `${address.replace('@', '=').slice(0, longestLocalPart).replace(/\.$/, '')}@${domain}`
}

/** Whom a redirected message is meant for; an address that was not redirected stays as it is. */
export function originalAddress(address: string): string {
  const [local = ''] = address.split('@')
  const cut = local.lastIndexOf('=')
  return cut === -1 ? address : `${local.slice(0, cut)}@${local.slice(cut + 1)}`
}
