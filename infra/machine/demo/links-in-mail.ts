const anyLink = /https?:\/\/[^\s<>"]+/g
const anyReference = /TSV-\d{4}-[0-9A-Z]{5}/g

/**
 * The links in a mail's text that begin so. One mail may tell of several cases; then only those count that stand below `about`,
 * the reference of the case that is meant, where one is given.
 */
export function linksInMail(text: string, beginning: string, about = ''): string[] {
  const references = [...text.matchAll(anyReference)]
  const isOfMany = new Set(references.map(([reference]) => reference)).size > 1
  const isMeant = (at: number): boolean =>
    about === '' || !isOfMany || references.findLast(({ index }) => index < at)?.[0] === about
  return [...text.matchAll(anyLink)]
    .filter(({ 0: url, index }) => url.startsWith(beginning) && isMeant(index))
    .map(([url]) => url)
}
