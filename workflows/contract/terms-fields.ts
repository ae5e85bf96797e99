import { fields } from '#workflows/form/fields.ts'
import type { Text } from '#workflows/language.ts'
import { type ContractTerms, guaranteeKinds } from './terms.ts'

/** A question of the terms' form. `list` fields are repeated or have one item per line; `text` is on one line. */
export interface TermsField {
  readonly kind: 'text' | 'prose' | 'int' | 'money' | 'decimal' | 'choice' | 'day' | 'code' | 'list'
  readonly label: Text
  readonly hint?: Text
  readonly required: boolean
  /** Characters for texts, otherwise the value itself. */
  readonly min?: number
  readonly max?: number
}

/** The largest amount of rials: whole numbers this size, and sums of several, stay exact. */
export const MOST_RIALS = 999_999_999_999_999
export const MOST_CONDITIONS = 30
export const MOST_GUARANTEES = 4

const rials = { min: 0, max: MOST_RIALS } as const

/** What the case office settles before a contract is drawn up, in the order in which the page asks. */
export const termsFields = {
  contractType: { kind: 'choice', required: true, label: { fa: 'نوع قرارداد', en: 'Contract type' } },
  title: {
    kind: 'text',
    required: true,
    min: 3,
    max: 200,
    label: { fa: 'عنوان طرح در قرارداد', en: 'Title in the contract, Persian' },
  },
  titleEn: {
    kind: 'text',
    required: false,
    min: 0,
    max: 200,
    label: { fa: 'عنوان انگلیسی', en: 'Title in English' },
  },
  startupName: {
    kind: 'text',
    required: true,
    min: 2,
    max: 150,
    label: { fa: 'نام ثبتی شریک', en: 'Registered name of the partner' },
  },
  legalId: {
    kind: 'code',
    required: false,
    label: { fa: 'شناسهٔ ملی شریک', en: 'National legal id of the partner' },
    hint: { fa: 'یازده رقم؛ برای تیم ثبت‌نشده خالی بگذارید.', en: 'Eleven digits; empty for a team.' },
  },
  representative: {
    kind: 'text',
    required: true,
    min: 1,
    max: 80,
    label: { fa: 'نمایندهٔ شریک', en: 'Representative of the partner' },
  },
  subject: {
    kind: 'prose',
    required: true,
    min: 10,
    max: 4000,
    label: { fa: 'شرح موضوع (پیوست ۱)', en: 'Subject (Annex 1)' },
  },
  municipalAsk: {
    kind: 'prose',
    required: true,
    min: 3,
    max: 4000,
    label: { fa: 'آوردهٔ شهرداری (پیوست ۱)', en: 'What the city brings (Annex 1)' },
  },
  municipalShare: {
    kind: 'decimal',
    required: true,
    min: 0,
    max: 100,
    label: { fa: 'سهم شهرداری از درآمد (٪)', en: 'Municipal share of the revenue (%)' },
    hint: { fa: 'حداکثر با دو رقم اعشار، مانند ۱۲٫۵.', en: 'Two decimals at most, such as 12.5.' },
  },
  shareFloor: {
    kind: 'money',
    required: false,
    ...rials,
    label: { fa: 'کف سالانهٔ سهم شهرداری (ریال)', en: 'Yearly floor of the share (IRR)' },
    hint: {
      fa: 'سهم هر سال قرارداد از این مبلغ کمتر نمی‌شود؛ خالی یعنی بدون کف.',
      en: 'The share of a contract year comes to this at least; empty for no floor.',
    },
  },
  investment: {
    kind: 'money',
    required: true,
    ...rials,
    label: { fa: 'سرمایه‌گذاری شریک (ریال)', en: "The partner's investment (IRR)" },
  },
  annualRevenue: {
    kind: 'list',
    required: true,
    ...rials,
    label: { fa: 'درآمد برآوردی سال ۱ تا ۳ (ریال)', en: 'Estimated revenue, years 1 to 3 (IRR)' },
  },
  durationMonths: {
    kind: 'int',
    required: true,
    min: 1,
    max: 360,
    label: { fa: 'مدت (ماه)', en: 'Duration (months)' },
  },
  startsOn: {
    kind: 'day',
    required: true,
    label: { fa: 'آغاز قرارداد', en: 'First day' },
    hint: {
      fa: 'روز نخست یک ماه شمسی، مانند ۱۴۰۵/۱۰/۰۱.',
      en: 'The first of a Jalali month, such as 1405/10/01; a Gregorian date works too.',
    },
  },
  payments: {
    kind: 'list',
    required: false,
    ...rials,
    label: { fa: 'جدول پرداخت توافقی', en: 'Agreed payments' },
    hint: {
      fa: 'خالی بگذارید تا جدول از سهم و درآمد برآوردی ساخته شود؛ یا هر سه‌ماهه را در یک سطر بنویسید: «بهار ۱۴۰۶: ۲۵۰٬۰۰۰٬۰۰۰».',
      en: 'Left empty, the schedule follows from share and revenue. Otherwise one quarter per line: “Spring 1406: 250,000,000”.',
    },
  },
  settlementDays: {
    kind: 'int',
    required: true,
    min: 1,
    max: 180,
    label: { fa: 'مهلت پرداخت پس از پایان سه‌ماهه (روز)', en: 'Days to pay after a quarter' },
  },
  graceDays: {
    kind: 'int',
    required: true,
    min: 0,
    max: 180,
    label: { fa: 'روزهای بی‌جریمهٔ تأخیر', en: 'Days of delay without penalty' },
  },
  latePenalty: {
    kind: 'decimal',
    required: true,
    min: 0,
    max: 10,
    label: { fa: 'وجه التزام هر روز تأخیر (٪)', en: 'Penalty per day of delay (%)' },
  },
  iban: {
    kind: 'code',
    required: true,
    label: { fa: 'شماره شبای شهرداری', en: 'IBAN of the municipality' },
    hint: { fa: 'IR و ۲۴ رقم.', en: 'IR and 24 digits.' },
  },
  guarantees: { kind: 'list', required: false, label: { fa: 'تضمین‌ها', en: 'Guarantees' } },
  conditions: {
    kind: 'list',
    required: false,
    max: 1000,
    label: { fa: 'شرط‌های خاص (پیوست ۳)', en: 'Special conditions (Annex 3)' },
    hint: { fa: 'هر شرط در یک سطر.', en: 'One per line.' },
  },
} as const satisfies Record<string, TermsField>

export type TermsFieldId = keyof typeof termsFields

export const contractTypeOptions = fields.contractType.options

export const guaranteeWords: Readonly<Record<ContractTerms['guarantees'][number]['kind'], Text>> = {
  bank_guarantee: { fa: 'ضمانت‌نامهٔ بانکی', en: 'Bank guarantee' },
  promissory_note: { fa: 'سفته', en: 'Promissory note' },
  cheque: { fa: 'چک تضمینی', en: 'Guaranteed cheque' },
  cash_deposit: { fa: 'سپردهٔ نقدی', en: 'Cash deposit' },
  insurance_bond: { fa: 'ضمانت‌نامهٔ بیمه', en: 'Insurance bond' },
  real_estate: { fa: 'وثیقهٔ ملکی', en: 'Real-estate collateral' },
}

export const guaranteeOptions = guaranteeKinds.map((value) => ({ value, label: guaranteeWords[value] }))
