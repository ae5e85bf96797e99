import type { Field } from './field.ts'

/** What the startup asks for, what may go wrong, the attachments and the declaration. */
export const closingFields = {
  municipalAsk: {
    id: 'municipalAsk',
    section: 'needs',
    kind: 'textarea',
    required: true,
    personal: false,
    printed: true,
    min: 20,
    max: 2000,
    label: {
      fa: 'آوردهٔ مورد انتظار از شهرداری (داده، فضا، مجوز، زمین)',
      en: 'Ask from municipality',
    },
    help: {
      fa: 'از شهرداری چه می‌خواهید؟ داده، فضا، مجوز، زمین یا همکاری یک واحد.',
      en: 'What do you need from the municipality: data, space, permits, land, the help of an office?',
    },
  },
  risks: {
    id: 'risks',
    section: 'needs',
    kind: 'textarea',
    required: true,
    personal: false,
    printed: false,
    min: 50,
    max: 2000,
    label: { fa: 'ریسک‌ها، مجوزها و دادهٔ شخصی', en: 'Risks, permits, personal data' },
    help: {
      fa: 'چه خطرهایی می‌بینید، چه مجوزهایی لازم است و با دادهٔ شخصی مردم چه می‌کنید؟',
      en: 'Which risks do you see, which permits are needed, and what happens to people’s personal data?',
    },
  },
  files: {
    id: 'files',
    section: 'attachments',
    kind: 'files',
    required: true,
    personal: false,
    minCount: 1,
    maxCount: 5,
    maxMegabytes: 10,
    mediaTypes: [
      'application/pdf',
      'image/png',
      'image/jpeg',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    label: { fa: 'پیوست‌ها (طرح توجیهی، صورت مالی، اساسنامه)', en: 'Attachments' },
    help: {
      fa: 'یک تا پنج پروندهٔ PDF، PNG، JPEG یا XLSX، هر یک تا ۱۰ مگابایت.',
      en: 'One to five PDF, PNG, JPEG or XLSX files of up to 10 MB each: business plan, accounts, statutes.',
    },
  },
  consent: {
    id: 'consent',
    section: 'consent',
    kind: 'checkbox',
    required: true,
    personal: false,
    label: {
      fa: 'اعلام صحت، نبود تعارض منافع (قانون منع مداخله) و پذیرش شرایط',
      en: 'Truth, no conflict of interest, terms',
    },
    help: {
      fa: 'درستی نوشته‌ها و نبود تعارض منافع را اعلام می‌کنم و شرایط را می‌پذیرم.',
      en: 'I declare that what I wrote is true, that I have no conflict of interest, and that I accept the terms.',
    },
  },
} as const satisfies Record<string, Field>
