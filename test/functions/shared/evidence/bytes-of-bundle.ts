import { execFileSync } from 'node:child_process'
import { constants, inflateSync } from 'node:zlib'
import { kerman } from '#test/workflows/proposal/case-play.ts'
import type { Person } from '#workflows/proposal/state.ts'

/** Everything by which somebody of the city who reviews or keeps cases could be known: names, roles, addresses, seats. */
export function marksOfCityPeople(): readonly string[] {
  const seats = kerman.stages.flatMap((stage) => stage.seats)
  const holders = seats.flatMap(({ id, holder, alternate }) => [
    id,
    ...ofPerson(holder),
    ...(alternate === undefined ? [] : ofPerson(alternate)),
  ])
  return [...new Set([...holders, ...kerman.caseOffice.members.flatMap(ofPerson)])]
}

/**
 * All that can be read in the files of a bundle: their bytes, what PDFs keep compressed, and the words on their pages where
 * poppler is installed.
 */
export function readable(files: ReadonlyMap<string, Uint8Array>): string {
  const texts = [...files].flatMap(([name, content]) => [
    name,
    Buffer.from(content).toString('utf8'),
    ...(name.endsWith('.pdf') ? textsInPdf(Buffer.from(content)) : []),
  ])
  return texts.join('\n')
}

function textsInPdf(pdf: Buffer): string[] {
  const text = pdf.toString('latin1')
  const streams = [...text.matchAll(/stream\r?\n/g)].flatMap(({ index, 0: { length } }) => {
    try {
      return [
        inflateSync(pdf.subarray(index + length), { finishFlush: constants.Z_SYNC_FLUSH }).toString('utf8'),
      ]
    } catch {
      return []
    }
  })
  return [...streams, wordsOnPages(pdf)]
}

function wordsOnPages(pdf: Buffer): string {
  try {
    return execFileSync('pdftotext', ['-', '-'], { input: pdf, encoding: 'utf8' })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  }
}

function ofPerson({ name, role, email }: Person): string[] {
  return [...Object.values(name), ...Object.values(role), email]
}
