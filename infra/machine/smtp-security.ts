/** Options of the mail library that a `SMTP_URL` may carry in production; every other could take TLS or its checks away. */
const harmless = new Set([
  'authMethod',
  'connectionTimeout',
  'dnsTimeout',
  'greetingTimeout',
  'maxConnections',
  'maxMessages',
  'name',
  'pool',
  'rateDelta',
  'rateLimit',
  'socketTimeout',
])

/** Answers the first option of the address that production does not allow. */
export function smtpFault(url: string): string | undefined {
  return [...new URL(url).searchParams.keys()].find((option) => !harmless.has(option))
}

/**
 * What the mail library is given: outside this machine TLS is a condition, from the first byte (`smtps:`) or by STARTTLS, and
 * the server's certificate is checked. A trial may say otherwise in the address itself: `?requireTLS=false`.
 */
export function smtpOptions(url: string) {
  const { protocol, hostname } = new URL(url)
  const isRequired = protocol === 'smtp:' && !isLoopback(hostname)
  return { url, ...(isRequired ? { requireTLS: true, tls: { rejectUnauthorized: true } } : {}) }
}

/** By its name alone: what a name leads to is for others to say. */
function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i.test(host)
}
