/**
 * The cells that a forgiving reader sees (Excel, LibreOffice, Python's csv) when it splits at one separator: quotes count at
 * the start of a cell alone, what follows the closing one is taken as it stands.
 */
export function cellsBy(separator: ',' | ';' | '\t', csv: string): string[] {
  const cells: string[] = []
  let cell = ''
  let at: 'start' | 'quoted' | 'plain' = 'start'
  for (let index = 0; index < csv.length; index += 1) {
    const character = csv.charAt(index)
    if (at === 'quoted') {
      if (character !== '"') cell += character
      else if (csv[index + 1] === '"') {
        cell += '"'
        index += 1
      } else at = 'plain'
    } else if (at === 'start' && character === '"') at = 'quoted'
    else if (character === separator || character === '\r' || character === '\n') {
      cells.push(cell)
      cell = ''
      at = 'start'
    } else {
      cell += character
      at = 'plain'
    }
  }
  return [...cells, cell]
}
