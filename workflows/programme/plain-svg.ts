/** What a drawing may consist of: shapes and their paint. Nothing that runs, loads, animates or carries other markup. */
const elements = new Set(
  'svg g title desc defs path rect circle ellipse line polyline polygon linearGradient radialGradient stop clipPath mask'.split(
    ' ',
  ),
)
const attributes =
  /^(?:xmlns|viewBox|width|height|id|d|x|y|x1|x2|y1|y2|cx|cy|r|rx|ry|fx|fy|points|transform|opacity|offset|fill|fill-(?:rule|opacity)|stroke|stroke-[a-z]+|stop-(?:color|opacity)|clip-path|clip-rule|mask|gradientUnits|gradientTransform|clipPathUnits|maskUnits)$/
const tag = /<(\/?)([A-Za-z]+)((?:\s+[\w:-]+="[^"<>&]*")*)\s*(\/?)>/y
const attribute = /([\w:-]+)="([^"]*)"/g
/** Paint may refer to a gradient of the same drawing, and to nothing else. */
const reference = /url\((?!#[\w-]+\))/i

const LONGEST = 20_000

/**
 * Whether the text is one SVG drawing that is safe to serve to everybody: well-formed, at most 20,000 characters, shapes and
 * paint alone. Stricter than SVG itself, so that whoever draws a logo simplifies it instead of us judging what is harmless.
 */
export const isPlainSvg = (text: string): boolean => {
  const open: string[] = []
  let at = 0
  let begun = false
  if (text.length > LONGEST || !/^<svg [^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/.test(text)) return false
  while (at < text.length) {
    if (text[at] !== '<') {
      const next = text.indexOf('<', at)
      const words = text.slice(at, next === -1 ? undefined : next)
      // Words have no place after the drawing, and a character reference could hide what follows.
      if (next === -1 || open.length === 0 || /[&>]/.test(words)) return false
      at = next
      continue
    }
    tag.lastIndex = at
    const [whole, closes, name = '', named = '', isEmpty] = tag.exec(text) ?? []
    if (whole === undefined || !elements.has(name) || (begun && open.length === 0)) return false
    if (closes === '/' ? open.pop() !== name || named !== '' : !isSafe(named)) return false
    if (closes !== '/' && isEmpty !== '/') open.push(name)
    begun = true
    at += whole.length
  }
  return begun && open.length === 0
}

const isSafe = (named: string): boolean =>
  [...named.matchAll(attribute)].every(
    ([, name = '', value = '']) => attributes.test(name) && !reference.test(value),
  )
