import {
  type ContractedForm,
  type ProgrammeContract,
  type TermsInput,
  termsOf,
} from '#workflows/contract/terms-draft.ts'
import type { ContractTerms } from '#workflows/contract/terms.ts'

const form: ContractedForm = {
  title: 'سلامت‌یار: ایستگاه‌های سنجش سلامت در بوستان‌ها',
  titleEn: 'SalamatYar: health stations in parks',
  orgName: 'شرکت دانش‌بنیان سلامت‌یار کویر',
  legalId: '10380284790',
  contactName: 'زهرا کرمانی',
  email: 'ceo@salamatyar.example',
  solution: 'ایستگاه‌های سنجش فشار خون در ۲۴ بوستان.\nResults reach the citizen through an API (REST/JSON).',
  contractType: 'revenue_share',
  municipalShare: 12.5,
  capex: 48_000_000_000,
  annualRevenue: [24_000_000_000, 36_000_000_001, 50_000_000_000],
  durationMonths: 60,
  municipalAsk: 'شش متر مربع فضا در هر بوستان و برق.',
}

export const programmeContract: ProgrammeContract = {
  partyA: { fa: 'شهرداری کرمان', en: 'Kerman Municipality' },
  nationalId: '14000990147',
  address: { fa: 'کرمان، میدان شهرداری', en: 'Municipality Square, Kerman' },
  iban: 'IR820540102680020817909002',
  numberPrefix: 'KRM',
  legalBasis: { fa: 'شیوه‌نامهٔ سرمایه‌گذاری', en: 'the investment directive' },
  disputes: { fa: 'اختلاف نخست در کمیتهٔ فنی بررسی می‌شود.', en: 'Disputes go to the committee.' },
  settlementDays: 15,
  graceDays: 30,
  latePenaltyPercent: 0.5,
}

/** The health startup's proposal, drawn up on 15 Aban 1404. */
export const exampleInput = (
  changes: Partial<ContractedForm> = {},
  input: Partial<TermsInput> = {},
): TermsInput => ({
  form: { ...form, ...changes },
  programmeContract,
  reference: 'TSV-1404-7F3K2',
  contractVersion: 1,
  now: '2025-11-06T10:00:00Z',
  timeZone: 'Asia/Tehran',
  conditions: ['ارائهٔ مجوز وزارت بهداشت پیش از شروع کار'],
  ...input,
})

export const exampleTerms = (
  changes: Partial<ContractedForm> = {},
  input: Partial<TermsInput> = {},
): ContractTerms => termsOf(exampleInput(changes, input))
