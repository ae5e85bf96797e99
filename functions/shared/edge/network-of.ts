import { isIPv6 } from 'node:net'

/**
 * Whose network an address belongs to, as far as limits go: an IPv4 address by itself, and of IPv6 the first 64 bits, for one
 * household has all that begin with them. One customer may have as many such as share 48 bits.
 */
export function networkOf(ip: string, bits: 64 | 48 = 64): string {
  if (!isIPv6(ip)) return ip
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1]
  if (mapped !== undefined) return mapped
  const [head = '', tail] = ip.toLowerCase().replace(/%.*$/, '').split('::')
  const [first, last] = [groups(head), groups(tail ?? '')]
  const missing = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  const all = [...first, ...Array.from({ length: missing }, () => '0'), ...last]
  return `${all
    .slice(0, bits / 16)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/${bits}`
}

function groups(part: string): string[] {
  return part === '' ? [] : part.split(':')
}
