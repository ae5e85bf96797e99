import type { RecordedRoute } from './legal-route.ts'
import { titled } from './ocds-parts.ts'
import type { OcdsPlanning, OcdsTender } from './ocds-schema.ts'
import { englishDate, jalaliLong } from './persian.ts'

type Procurement = Pick<
  OcdsTender,
  | 'procurementMethod'
  | 'procurementMethodDetails'
  | 'procurementMethodRationale'
  | 'procurementMethodRationale_en'
  | 'numberOfTenderers'
  | 'documents'
>

/** How the partner came to the contract, by the legal route that was recorded; nothing of it where none was. */
export const procurementOf = (recorded: RecordedRoute | null): Procurement => {
  if (recorded === null) return {}
  const { route, tenderers, decision } = recorded
  return {
    procurementMethod: route.method,
    procurementMethodDetails: route.name.fa,
    procurementMethodRationale: [route.rationale.fa, ...groundsIn.fa(recorded)].join(' '),
    procurementMethodRationale_en: [route.rationale.en, ...groundsIn.en(recorded)].join(' '),
    ...(tenderers === null ? {} : { numberOfTenderers: tenderers }),
    ...(decision === null
      ? {}
      : {
          documents: [
            {
              id: 'legal-route',
              documentType: 'legalBasis',
              ...titled(route.name),
              description: `sha256:${decision.sha256}`,
              format: decision.type,
            },
          ],
        }),
  }
}

/** Why there is a contract at all: every case begins with a startup's proposal, and comes to its contract by its route. */
export const planningRationale = (
  recorded: RecordedRoute | null,
): Pick<OcdsPlanning, 'rationale' | 'rationale_en'> => ({
  rationale: `پیشنهاد یک کسب‌وکار نوپا برای ایجاد درآمد پایدار شهرداری${recorded === null ? '' : `؛ ${recorded.route.name.fa}`}`,
  rationale_en: `Proposal of a startup for sustainable municipal revenue${recorded === null ? '' : `; ${recorded.route.name.en}`}`,
})

/** Who decided, under which number and when: a sentence, or none where nothing of it was recorded. */
const groundsIn = {
  fa: ({ body, number, date }: RecordedRoute): string[] =>
    sentence('، ', [
      body === null ? null : `مرجع: ${body}`,
      number === null ? null : `شماره: ${number}`,
      date === null ? null : `تاریخ: ${jalaliLong(date)}`,
    ]),
  en: ({ body, number, date }: RecordedRoute): string[] =>
    sentence(', ', [
      body === null ? null : `By: ${body}`,
      number === null ? null : `no. ${number}`,
      date === null ? null : `of ${englishDate(date)}`,
    ]),
}

function sentence(separator: string, parts: readonly (string | null)[]): string[] {
  const said = parts.filter((part) => part !== null)
  return said.length === 0 ? [] : [`${said.join(separator)}.`]
}
