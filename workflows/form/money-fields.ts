import type { Field } from './field.ts'

/** The largest amount of rials: whole numbers this size, and sums of several, stay exact. */
const MOST_RIALS = 999_999_999_999_999

/** What it costs and earns. */
export const moneyFields = {
  revenueModel: {
    id: 'revenueModel',
    section: 'money',
    kind: 'textarea',
    required: true,
    min: 200,
    max: 3000,
    label: { fa: 'مدل درآمد پایدار برای شهرداری', en: 'Sustainable revenue model' },
    help: {
      fa: 'درآمد از کجا می‌آید، سهم شهرداری چگونه پرداخت می‌شود و چرا پایدار می‌ماند؟',
      en: 'Where does the revenue come from, how is the municipality paid, and why will it last?',
    },
  },
  contractType: {
    id: 'contractType',
    section: 'money',
    kind: 'select',
    required: true,
    label: { fa: 'قالب مشارکت پیشنهادی', en: 'Proposed contract type' },
    help: { fa: 'قالب نهایی در بررسی‌ها روشن می‌شود.', en: 'The final form is settled during the review.' },
    options: [
      { value: 'revenue_share', label: { fa: 'مشارکت در درآمد', en: 'Revenue share' } },
      { value: 'civil_partnership', label: { fa: 'مشارکت مدنی', en: 'Civil partnership' } },
      { value: 'bot', label: { fa: 'ساخت، بهره‌برداری، واگذاری (BOT)', en: 'Build–operate–transfer (BOT)' } },
      { value: 'blt', label: { fa: 'ساخت، اجاره، واگذاری (BLT)', en: 'Build–lease–transfer (BLT)' } },
      { value: 'boo', label: { fa: 'ساخت، تملک، بهره‌برداری (BOO)', en: 'Build–own–operate (BOO)' } },
      { value: 'lease', label: { fa: 'اجاره', en: 'Lease' } },
      { value: 'service', label: { fa: 'خدمات', en: 'Service' } },
      { value: 'pilot_mou', label: { fa: 'تفاهم‌نامهٔ اجرای آزمایشی', en: 'Pilot memorandum' } },
    ],
  },
  municipalShare: {
    id: 'municipalShare',
    section: 'money',
    kind: 'decimal',
    required: true,
    min: 0,
    max: 100,
    scale: 2,
    label: { fa: 'سهم پیشنهادی شهرداری (٪)', en: 'Municipal share %' },
    help: {
      fa: 'از ۰ تا ۱۰۰، حداکثر با دو رقم اعشار، مانند ۱۲٫۵.',
      en: 'From 0 to 100 with at most two decimals, such as 12.5.',
    },
  },
  capex: {
    id: 'capex',
    section: 'money',
    kind: 'money',
    required: true,
    min: 0,
    max: MOST_RIALS,
    scale: 0,
    label: { fa: 'سرمایهٔ مورد نیاز (ریال)', en: 'Investment (IRR)' },
    help: { fa: 'به ریال و بدون اعشار.', en: 'In whole rials.' },
  },
  annualRevenue: {
    id: 'annualRevenue',
    section: 'money',
    kind: 'money-list',
    required: true,
    count: 3,
    min: 0,
    max: MOST_RIALS,
    label: { fa: 'درآمد سالانهٔ برآوردی (ریال) سال ۱ تا ۳', en: 'Annual revenue estimate Y1–Y3' },
    help: { fa: 'برای هر سه سال، به ریال و بدون اعشار.', en: 'For each of the three years, in whole rials.' },
  },
  durationMonths: {
    id: 'durationMonths',
    section: 'money',
    kind: 'int',
    required: true,
    min: 1,
    max: 360,
    scale: 0,
    label: { fa: 'مدت قرارداد (ماه)', en: 'Duration (months)' },
    help: { fa: 'از ۱ تا ۳۶۰ ماه.', en: 'From 1 to 360 months.' },
  },
} as const satisfies Record<string, Field>
