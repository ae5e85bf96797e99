import { refusalAnswers } from '#functions/edge/refusal-answers.ts'
import type { Language } from '#workflows/language.ts'
import type { Html } from './html.ts'
import { notice } from './parts.ts'

/** What somebody in office is told of a case on whose side they stand: it is read, and another one acts. */
export function applicantsSideNotice(language: Language): Html {
  const { title, detail } = refusalAnswers['applicants-side']
  return notice('info', title[language], detail[language])
}
