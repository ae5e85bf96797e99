import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { methodOf } from './exchange.ts'

/**
 * What a mail reader or a hand takes along from behind a link: the end of a sentence in any script, brackets, quotes, stars,
 * direction marks. Only what a token may end with stays, and what was never decoded.
 */
const takenAlong = /[[\p{P}\p{S}\p{Z}\p{Cf}\s]--[\-_%]]/v
/**
 * A token has 43 signs: behind them also what one may end with was taken along, and all that begins with another sign, slashes
 * with it. An address below a link begins with a slash.
 */
const behindToken = /(?<=\/[\w-]{43})(?:[-_]*[^\w/-][\s\S]*|[-_]+)$/
/** What no address holds as it is, and begins what stood around one: the rest of an element, of a table, of another line. */
const fromMarkup = /["<>\\^`{|}\s][\s\S]*$/

/**
 * Where a link leads without what was copied along with it; undefined where nothing was. No address of ours ends with such a
 * sign. It stays on this host, whatever the path begins with.
 */
export function mendedLink(event: APIGatewayProxyEventV2): string | undefined {
  const method = methodOf(event)
  if (method !== 'GET' && method !== 'HEAD') return undefined
  const whole = decoded(event.rawPath)
  const path = whole.replace(behindToken, '').replace(fromMarkup, '')
  // Sign by sign from the end: an expression for the whole row would try each start of a long row anew.
  const signs = Array.from(path)
  let end = signs.length
  while (end > 0 && takenAlong.test(signs[end - 1] ?? '')) end -= 1
  if (end === 0 || (end === signs.length && path === whole)) return undefined
  const mended = signs.slice(0, end).join('')
  return (
    encodeURI(mended.replace(/^\/+/, '/')) + (event.rawQueryString === '' ? '' : `?${event.rawQueryString}`)
  )
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path).toWellFormed()
  } catch {
    return path
  }
}
