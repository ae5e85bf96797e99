import type { Html } from '#functions/shared/pages/html.ts'
import { notice } from '#functions/shared/pages/parts.ts'
import type { Language } from '#workflows/language.ts'
import { refusalAnswers } from './refusal-answers.ts'

/** What a member is told of a case whose open stage waits for their own opinion. */
export function ownOpinionNotice(language: Language): Html {
  const { title, detail } = refusalAnswers['own-opinion-first']
  return notice('info', title[language], detail[language])
}

/** What somebody in office is told of a case on whose side they stand: it is read, and another one acts. */
export function applicantsSideNotice(language: Language): Html {
  const { title, detail } = refusalAnswers['applicants-side']
  return notice('info', title[language], detail[language])
}
