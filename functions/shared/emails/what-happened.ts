import { isolated, quoted } from '#functions/shared/pages/isolated.ts'
import { seatName, signatoryName } from '#functions/shared/pages/names.ts'
import { guaranteeChangeWords, guaranteeName } from '#functions/shared/pages/obligation-words.ts'
import { owedWords } from '#functions/shared/pages/owed-words.ts'
import { placesOutOfReach } from '#workflows/effects/awaited.ts'
import type { Language, Text } from '#workflows/language.ts'
import { formatDate } from '#workflows/programme/jalali.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { balanceOf } from '#workflows/proposal/balance.ts'
import { isApplicantsSide } from '#workflows/proposal/eligibility.ts'
import type { Entry, EntryOf } from '#workflows/proposal/entries.ts'
import { replay } from '#workflows/proposal/evolve.ts'
import type { ProposalState } from '#workflows/proposal/state.ts'
import { formatMoney, formatNumber } from '#workflows/text/format-number.ts'

interface MailedEntry {
  readonly state: ProposalState
  readonly programme: Programme
  readonly language: Language
}

/** Who did what an entry says, by name and place; empty where it is nobody whom the case office has to know. */
export function whoDid(
  entries: readonly Entry[],
  entry: Entry,
  { state, programme, language }: MailedEntry,
): string {
  const named = (name: Text | undefined, place: Text): string =>
    name === undefined ? place[language] : `${quoted(name[language])} (${place[language]})`
  if (
    entry.type === 'SignatureRefused' ||
    entry.type === 'SigningCodesStopped' ||
    entry.type === 'ContractSigned'
  ) {
    const { id } = entry.data
    const signatories = 'signatories' in state ? state.signatories : []
    const person = signatories.find((signatory) => signatory.id === id)?.person
    return named(person?.name, signatoryName(programme, id))
  }
  const recusal = recusalOf(entries, entry)
  if (recusal === undefined) return ''
  const { stage, seat } = recusal.data
  const before = replay(entries.filter(({ sequence }) => sequence < recusal.sequence))
  const holder = before?.status === 'in-review' ? before.seats.find((one) => one.seat === seat)?.holder : null
  return named(holder?.name, seatName(programme, stage, seat))
}

/** The recusal that an entry is, or that it follows at once. */
export function recusalOf(entries: readonly Entry[], entry: Entry): EntryOf<'ReviewerRecused'> | undefined {
  if (entry.type === 'ReviewerRecused') return entry
  const before = entries.find(({ sequence }) => sequence === entry.sequence - 1)
  return entry.type === 'QuorumEndangered' && before?.type === 'ReviewerRecused' ? before : undefined
}

/** What an entry tells of, each a line: places for which nobody answers, the step that is late, what is overdue. */
export function toldLines(entry: Entry, told: MailedEntry): readonly string[] {
  const { state, programme, language } = told
  switch (entry.type) {
    case 'StageOpened':
    case 'ContractDrawnUp':
    case 'QuorumEndangered':
      return placesOutOfReach(state).map(({ id, person }) => {
        const place = 'stage' in state ? seatName(programme, state.stage, id) : signatoryName(programme, id)
        const why = person === null ? emptyWords(id, told) : lost[language](quoted(person.name[language]))
        return `${place[language]}: ${why}`
      })
    case 'StepLate':
      return [owedWords[entry.data.status][language]]
    case 'ObligationsOverdue':
      return overdueLines(entry.data, told)
    case 'GuaranteeChanged': {
      const { what, letter } = guaranteeChangeWords(entry.data, isolated)[language]
      return [what, letter]
    }
    default:
      return []
  }
}

const empty: Text = {
  fa: 'کسی این جایگاه را ندارد',
  en: 'nobody holds this place',
}
const barred: Readonly<Record<Language, (name: string) => string>> = {
  fa: (name) =>
    `طرح، نشانی یا شمارهٔ همراه یا کد ملی ${name} را از آنِ متقاضی می‌داند و او در این پرونده جایگاهی نمی‌گیرد؛ درستی آن را بررسی کنید`,
  en: (name) =>
    `the proposal names the address, mobile number or national code of ${name} as the applicant's own, who holds no place in this case for that; see whether it is true`,
}

/** That nobody holds a place and, where the proposal is why, of whom it says so: anybody may type somebody else's number. */
function emptyWords(id: string, { state, programme, language }: MailedEntry): string {
  const places =
    'stage' in state
      ? (programme.stages.find((stage) => stage.id === state.stage)?.seats ?? [])
      : programme.signing.signatories
  const place = places.find((one) => one.id === id)
  const why = [place?.holder, place?.alternate].flatMap((person) =>
    person !== undefined && isApplicantsSide(person.email, state, { programme })
      ? [barred[language](quoted(person.name[language]))]
      : [],
  )
  return [empty[language], ...why].join(language === 'fa' ? '؛ ' : '; ')
}

const lost: Readonly<Record<Language, (name: string) => string>> = {
  fa: (name) => `رایانامه به ${name} نمی‌رسد`,
  en: (name) => `mail does not reach ${name}`,
}

function overdueLines(
  { instalments, guarantees }: EntryOf<'ObligationsOverdue'>['data'],
  { state, programme: { timeZone }, language }: MailedEntry,
): readonly string[] {
  if (state.status !== 'closed') return []
  const day = (date: string): string => formatDate(new Date(`${date}T09:00:00.000Z`), language, timeZone)
  const number = (place: number): string => formatNumber(place, language)
  const owing = balanceOf(state).filter(({ instalment }) => instalments.includes(instalment))
  const ended = state.guarantees.filter(({ place }) => guarantees.includes(place))
  return [
    ...owing.map(({ instalment, due, latest = due, outstanding }) => {
      const amount = formatMoney(outstanding, language)
      return language === 'fa'
        ? `قسط ${number(instalment)}، ${day(latest)}: ${amount} نرسیده است`
        : `Instalment ${number(instalment)}, ${day(latest)}: ${amount} has not come`
    }),
    ...ended.flatMap(({ place, kind, expiresOn }) => {
      if (expiresOn === undefined) return []
      const { fa, en } = guaranteeName({ place, kind })
      return language === 'fa'
        ? `${fa}: اعتبار آن ${day(expiresOn)} به پایان رسید`
        : `${en}: it expired on ${day(expiresOn)}`
    }),
  ]
}
