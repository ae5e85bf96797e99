import { describe, expect, it } from 'vitest'
import { createTypesetter } from '#functions/shared/contract/contract-typesetter.ts'
import { outsideTool } from '#test/infra/aws/seal/outside-tool.ts'
import { printedText, skeleton } from '#test/infra/aws/seal/printed-text.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { contractDocument } from '#workflows/contract/document.ts'
import { type ContractType, contractTypes } from '#workflows/contract/terms.ts'

/** What each kind of contract says and no other does, written down apart from the clauses themselves. */
const own: Readonly<Record<ContractType, readonly string[]>> = {
  revenue_share: [
    'قرارداد مشارکت در درآمد',
    'تقسیم درآمد حاصل از آن میان طرفین',
    'the parties share its revenue',
  ],
  civil_partnership: [
    'قرارداد مشارکت مدنی',
    'سهم‌الشرکهٔ شهرداری ۱۲٫۵ درصد',
    'زیان مشارکت نیز',
    'form a civil partnership',
  ],
  bot: [
    'قرارداد ساخت، بهره‌برداری و انتقال',
    'کارکنان معرفی‌شدهٔ شهرداری را آموزش',
    'in working order, unencumbered',
  ],
  blt: [
    'قرارداد ساخت، اجاره و انتقال',
    'اجاره‌بهای شریک ۸۷٫۵ درصد',
    'با پرداخت آخرین اجاره‌بها',
    'leases it to the Municipality',
  ],
  boo: ['قرارداد ساخت، تملک و بهره‌برداری', 'در پایان مدت نیز', 'builds, owns and operates'],
  lease: ['قرارداد اجاره', 'حق کسب یا پیشه', 'اجاره‌بها ۱۲٫۵ درصد', 'no key money or goodwill'],
  service: [
    'قرارداد ارائهٔ خدمات',
    'نرخ خدمات به شهروندان با تأیید شهرداری',
    'at rates the Municipality approves',
  ],
  pilot_mou: ['تفاهم‌نامهٔ اجرای آزمایشی', 'حق انحصار یا حق تقدم', 'neither exclusivity nor priority'],
}

const typesetter = createTypesetter()
const digest = 'c0ffee'.repeat(11).slice(0, 64)

async function printed(contractType: ContractType): Promise<string> {
  const document = contractDocument(exampleTerms({ contractType }), {
    city: { fa: 'کرمان', en: 'Kerman' },
    timeZone: 'Asia/Tehran',
    termsDigest: digest,
    drawnUpAt: '2025-11-06T10:00:00Z',
  })
  return printedText(await typesetter.typeset(document))
}

describe.skipIf(outsideTool('pdftotext', '-v') === undefined)('what a reader finds on the pages', () => {
  it.each(contractTypes)('is a %s contract and no other kind', async (contractType) => {
    const text = await printed(contractType)
    const isPrinted = (words: string): boolean => text.includes(skeleton(words))
    expect(own[contractType].filter((clause) => !isPrinted(clause))).toEqual([])
    const others = contractTypes.filter((type) => type !== contractType).flatMap((type) => own[type])
    expect(others.filter(isPrinted)).toEqual([])
  })

  it.each(contractTypes)('has what was agreed in a %s contract, in digits and in words', async (type) => {
    const text = await printed(type)
    const agreed = [
      'KRM-1404-7F3K2-1',
      'TSV-1404-7F3K2',
      'IR82 0540 1026 8002 0817 9090 02',
      // An eighth of 24,000,000,000, 36,000,000,001 and 50,000,000,000.
      '۱۳٬۷۵۰٬۰۰۰٬۰۰۰ ریال (سیزده میلیارد و هفتصد و پنجاه میلیون ریال)',
      'IRR 13,750,000,000 (thirteen billion seven hundred fifty million rials)',
      'از ۱ آذر ۱۴۰۴ آغاز می‌شود و در پایان روز ۳۰ آبان ۱۴۰۹ به پایان می‌رسد',
      'ارائهٔ مجوز وزارت بهداشت پیش از شروع کار',
      '۴۸٬۰۰۰٬۰۰۰٬۰۰۰ ریال',
    ]
    expect(agreed.filter((words) => !text.includes(skeleton(words)))).toEqual([])
  })
})
