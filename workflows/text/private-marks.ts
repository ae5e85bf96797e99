/**
 * Word and its kin write bullets and arrows as private characters of their symbol fonts (U+F000 and above); without the font
 * they are empty boxes. Here is what each is drawn as, in Unicode's own words.
 */
const marks: Readonly<Record<string, string>> = {
  '\uf02d': '–',
  '\uf06c': '●',
  '\uf06d': '❍',
  '\uf06e': '■',
  '\uf06f': '□',
  '\uf071': '❑',
  '\uf075': '◆',
  '\uf076': '❖',
  '\uf0a7': '▪',
  '\uf0a8': '◻',
  '\uf0b7': '•',
  '\uf0d8': '➢',
  '\uf0e0': '→',
  '\uf0e8': '➔',
  '\uf0fb': '✗',
  '\uf0fc': '✓',
  '\uf0fe': '☑',
}

/** The mark that a private character stands for; the character itself where none is known. */
export const plainMark = (character: string): string => marks[character] ?? character
