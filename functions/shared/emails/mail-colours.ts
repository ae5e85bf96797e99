/** A colour as `#rrggbb`. */
type Colour = string

const channels = (colour: Colour): number[] =>
  [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16))

const hex = (values: readonly number[]): Colour =>
  `#${values.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`

/** So much of the way from one colour to another, 0 to 1. Mail programs do not know `color-mix`. */
function between(from: Colour, to: Colour, share: number): Colour {
  const target = channels(to)
  return hex(channels(from).map((value, index) => value + ((target[index] ?? 0) - value) * share))
}

/** The relative luminance of WCAG 2. */
function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const part = value / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** The contrast of two colours, 1 to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [lighter = 1, darker = 1] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

/** Neither pure white nor pure black: programs that turn colours around for the dark leave these two readable. */
const light = '#fdfefd'
const dark = '#121819'

/** The style sheet's colours, as mails need them: literal, for light and for dark. */
export const mailColours = {
  light: {
    ground: '#eef1ef',
    card: light,
    sunken: '#f3f6f4',
    text: '#1b2426',
    quiet: '#535f62',
    line: '#d5dbd9',
  },
  dark: {
    ground: dark,
    card: '#1b2325',
    sunken: '#232d2f',
    text: '#e7eceb',
    quiet: '#a9b5b6',
    line: '#364346',
  },
} as const

/** What follows from a programme's colour: the letters on it, and the colour of links on light and on dark ground. */
interface BrandColours {
  readonly brand: Colour
  readonly ink: Colour
  readonly link: Colour
  readonly linkOnDark: Colour
}

/** Of the few programmes that an installation has. */
const coloursOf = new Map<Colour, BrandColours>()

export function brandColours(brand: Colour): BrandColours {
  const colours = coloursOf.get(brand) ?? {
    brand,
    ink: contrast(brand, light) >= contrast(brand, dark) ? light : dark,
    link: readable(brand, { on: mailColours.light.sunken, towards: '#000000' }),
    linkOnDark: readable(brand, { on: mailColours.dark.sunken, towards: '#ffffff' }),
  }
  coloursOf.set(brand, colours)
  return colours
}

/** The nearest shade of a colour that can be read on another. */
function readable(colour: Colour, { on, towards }: { on: Colour; towards: Colour }): Colour {
  const shades = Array.from({ length: 21 }, (_, step) => between(colour, towards, step / 20))
  return shades.find((shade) => contrast(shade, on) >= 4.5) ?? towards
}
