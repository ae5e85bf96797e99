import { playWholeCase } from '#infra/machine/demo/whole-case.ts'
import type { Language } from '#workflows/language.ts'
import type { RunningTasvib } from './running-tasvib.ts'

/**
 * Plays a case until so many of its steps were told: 5 is a second round of review, 11 the signatures, 13 finance. Answers
 * its reference.
 */
export async function playTo(
  { visitors }: RunningTasvib,
  steps: number,
  language: Language,
): Promise<string> {
  let told = 0
  let reference: string | undefined
  const enough = new Error('Played far enough')
  const tell = (line: string): void => {
    reference ??= /TSV-\d{4}-\w{5}/.exec(line)?.[0]
    told += 1
    if (told === steps) throw enough
  }
  await playWholeCase(visitors[language], language, tell).catch((error: unknown) => {
    if (error !== enough) throw error
  })
  if (reference === undefined) throw new Error('The case told no reference')
  return reference
}
