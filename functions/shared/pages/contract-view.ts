import {
  englishFacts,
  type Facts,
  persianFacts,
  rialsInEnglish,
  rialsInPersian,
} from '#workflows/contract/facts.ts'
import { englishAmount, englishDate, jalaliLong, persianAmount } from '#workflows/contract/persian.ts'
import { guaranteeWords } from '#workflows/contract/terms-fields.ts'
import type { ContractTerms, ContractType } from '#workflows/contract/terms.ts'
import type { Language, Text } from '#workflows/language.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Signatory } from '#workflows/proposal/state.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import { copyable } from './copyable.ts'
import { type Html, type HtmlValue, html } from './html.ts'
import { signatoryName } from './names.ts'
import { chip, code, dateTime, definitionList, table, userText } from './parts.ts'

/** Proof that something was recorded: the ledger entry's place, time and digest. */
export interface Receipt {
  readonly sequence: number
  readonly digest: string
  readonly at: string
}

export function receiptOf(entry: { sequence: number; digest: string; at: string }): Receipt {
  const { sequence, digest, at } = entry
  return { sequence, digest, at }
}

const contractTypeWords: Readonly<Record<ContractType, Text>> = {
  revenue_share: { fa: 'مشارکت در درآمد', en: 'Revenue sharing' },
  civil_partnership: { fa: 'مشارکت مدنی', en: 'Civil partnership' },
  bot: { fa: 'ساخت، بهره‌برداری، انتقال (BOT)', en: 'Build, operate, transfer (BOT)' },
  blt: { fa: 'ساخت، اجاره، انتقال (BLT)', en: 'Build, lease, transfer (BLT)' },
  boo: { fa: 'ساخت، مالکیت، بهره‌برداری (BOO)', en: 'Build, own, operate (BOO)' },
  lease: { fa: 'اجاره', en: 'Lease' },
  service: { fa: 'خرید خدمت', en: 'Service purchase' },
  pilot_mou: { fa: 'تفاهم‌نامهٔ اجرای آزمایشی', en: 'Pilot memorandum of understanding' },
}

const factsIn: Readonly<Record<Language, (terms: ContractTerms) => Facts>> = {
  fa: persianFacts,
  en: englishFacts,
}

const words = {
  fa: {
    city: 'طرف نخست',
    startup: 'طرف دوم',
    cityId: 'شناسهٔ ملی طرف نخست',
    legalId: 'شناسهٔ ملی طرف دوم',
    representative: 'نماینده',
    email: 'رایانامه',
    subject: 'موضوع',
    type: 'نوع قرارداد',
    share: 'سهم شهرداری از درآمد',
    floor: 'کف سالانهٔ سهم شهرداری',
    guarantees: 'تضمین‌ها',
    until: 'اعتبار تا',
    extended: 'شریک تا تسویهٔ حساب تمدید می‌کند',
    investment: 'سرمایه‌گذاری',
    total: 'برآورد کل سهم شهرداری',
    duration: 'مدت',
    starts: 'آغاز',
    ends: 'پایان',
    span: (duration: string, starts: string, ends: string) => `${duration}، از ${starts} تا ${ends}`,
    iban: 'شماره شبا برای واریز',
    conditions: 'شرط‌ها',
    none: 'ندارد',
    schedule: 'برنامهٔ پرداخت',
    quarter: 'دوره',
    due: 'سررسید',
    amount: 'مبلغ (ریال)',
    sum: 'جمع',
    signatories: 'امضاکنندگان به ترتیب',
    place: 'جایگاه',
    name: 'نام',
    signature: 'امضا',
    waiting: 'در انتظار',
    vacant: 'تعیین نشده',
    sequence: 'شمارهٔ رویداد در دفتر',
    digest: 'اثر انگشت رویداد (SHA-256)',
    at: 'زمان ثبت',
  },
  en: {
    city: 'First party',
    startup: 'Second party',
    cityId: 'National legal id of the first party',
    legalId: 'National legal id of the second party',
    representative: 'Representative',
    email: 'Email',
    subject: 'Subject',
    type: 'Form of contract',
    share: "The city's share of the revenue",
    floor: 'Yearly floor of the share',
    guarantees: 'Guarantees',
    until: 'valid until',
    extended: 'extended by the partner until the settlement',
    investment: 'Investment',
    total: "The city's estimated share in all",
    duration: 'Duration',
    starts: 'Begins',
    ends: 'Ends',
    span: (duration: string, starts: string, ends: string) => `${duration}, from ${starts} to ${ends}`,
    iban: 'IBAN to pay to',
    conditions: 'Conditions',
    none: 'none',
    schedule: 'Payment schedule',
    quarter: 'Period',
    due: 'Due',
    amount: 'Amount (IRR)',
    sum: 'Total',
    signatories: 'Signatories, in order',
    place: 'Place',
    name: 'Name',
    signature: 'Signature',
    waiting: 'awaited',
    vacant: 'nobody named',
    sequence: 'Number of the ledger entry',
    digest: 'Digest of the entry (SHA-256)',
    at: 'Recorded',
  },
} as const satisfies Record<Language, object>

/** Both parties, ready to copy. */
export function partiesView({ parties }: ContractTerms, language: Language): Html {
  const own = words[language]
  const { city, startup } = parties
  const row = (term: string, value: string, ltr = false): TermRow => [
    term,
    copyable({ term, value, language, ltr }),
  ]
  return definitionList([
    row(own.city, city.name[language]),
    row(own.cityId, city.nationalId, true),
    row(own.startup, startup.name),
    ...(startup.legalId === undefined ? [] : [row(own.legalId, startup.legalId, true)]),
    row(own.representative, startup.representative),
    row(own.email, startup.email, true),
  ])
}

type TermRow = readonly [term: string, value: HtmlValue]

/** What a signature commits to above all: the share, its amount, and how long. */
export function mainTerms(terms: ContractTerms, language: Language): readonly TermRow[] {
  const own = words[language]
  const { share, total, duration, starts, ends } = factsIn[language](terms)
  return [
    [own.type, contractTypeWords[terms.contractType][language]],
    [own.share, share],
    [own.total, total === '' ? null : total],
    [own.duration, own.span(duration, starts, ends)],
  ]
}

function guaranteesView({ guarantees }: ContractTerms, language: Language): Html {
  const own = words[language]
  const money = language === 'fa' ? rialsInPersian : rialsInEnglish
  const date = language === 'fa' ? jalaliLong : englishDate
  return html`<ul>${guarantees.map(
    ({ kind, amount, issuer, expiresOn, extended }) =>
      html`<li>${guaranteeWords[kind][language]}: ${money(amount)} – ${userText(issuer)}${expiresOn !== undefined && html` – ${own.until} ${date(expiresOn)}`}${extended === true && html` – ${own.extended}`}</li>`,
  )}</ul>`
}

/** What the contract says, in short. The PDF is what counts. */
export function termsView(terms: ContractTerms, language: Language): Html {
  const own = words[language]
  const facts = factsIn[language](terms)
  const conditions =
    terms.conditions.length === 0
      ? own.none
      : html`<ul>${terms.conditions.map((condition) => html`<li dir="auto">${condition}</li>`)}</ul>`
  return definitionList([
    [own.subject, userText(facts.title)],
    [own.type, contractTypeWords[terms.contractType][language]],
    [own.share, facts.share],
    [own.floor, facts.floor === '' ? null : facts.floor],
    [own.investment, facts.investment === '' ? null : facts.investment],
    [own.total, facts.total === '' ? null : facts.total],
    [own.duration, facts.duration],
    [own.starts, facts.starts],
    [own.ends, facts.ends],
    [own.iban, copyable({ term: own.iban, value: terms.iban, language, ltr: true })],
    [own.guarantees, terms.guarantees.length === 0 ? null : guaranteesView(terms, language)],
    [own.conditions, conditions],
  ])
}

/** What is paid when; `copied` where somebody types the amounts into another system. */
export function scheduleView(
  { payments }: ContractTerms,
  language: Language,
  { copied }: { readonly copied: boolean },
): Html {
  const own = words[language]
  const amount = language === 'fa' ? persianAmount : englishAmount
  const date = language === 'fa' ? jalaliLong : englishDate
  const sum = payments.reduce((total, payment) => total + payment.amount, 0)
  return table(
    own.schedule,
    [own.quarter, own.due, own.amount],
    [
      ...payments.map((payment) => [
        payment.label[language],
        date(payment.due),
        copied
          ? copyable({
              term: `${own.amount}: ${payment.label[language]}`,
              value: amount(payment.amount),
              plain: String(payment.amount),
              language,
            })
          : amount(payment.amount),
      ]),
      ...(payments.length === 0
        ? []
        : [[html`<strong>${own.sum}</strong>`, '', html`<strong>${amount(sum)}</strong>`]]),
    ],
    { figures: copied ? [] : [2], narrow: copied ? 'list' : 'table' },
  )
}

/** Who signs in which order, and who has signed. */
export function signatoriesView(
  signatories: readonly Signatory[],
  programme: Programme,
  language: Language,
): Html {
  const own = words[language]
  return table(
    own.signatories,
    [own.place, own.name, own.signature],
    signatories.map(({ id, person, signed }) => [
      signatoryName(programme, id)[language],
      person === null ? own.vacant : userText(person.name[language]),
      signed === null ? chip(own.waiting) : dateTime(signed.at, language, programme.timeZone),
    ]),
  )
}

/** The receipt, as its owner may want to copy it. */
export function receiptView({ sequence, digest, at }: Receipt, language: Language, timeZone: string): Html {
  const own = words[language]
  return definitionList([
    [own.at, dateTime(at, language, timeZone)],
    [own.sequence, formatNumber(sequence, language)],
    [own.digest, code(digest)],
  ])
}
