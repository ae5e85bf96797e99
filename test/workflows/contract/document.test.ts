import { describe, expect, it } from 'vitest'
import { contractDocument, evidenceDocument } from '#workflows/contract/document.ts'
import { contractTypes } from '#workflows/contract/terms.ts'
import { exampleTerms } from './example-terms.ts'

const digest = '3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b'
const extras = { city: { fa: 'کرمان', en: 'Kerman' }, termsDigest: digest, timeZone: 'Asia/Tehran' }
const textOf = (data: unknown): string => JSON.stringify(data)

const signedAt = (at: string) => ({
  who: 'زهرا کرمانی',
  role: { fa: 'نمایندهٔ شریک', en: 'Partner' },
  at,
  method: { fa: 'پیوند و کد', en: 'link and code' },
  digest,
})

describe('the document of a contract', () => {
  it('is plain JSON', () => {
    const contract = contractDocument(exampleTerms(), extras)
    const sheet = evidenceDocument(exampleTerms(), [signedAt('2025-11-11T06:45:00Z')], extras)
    for (const document of [contract, sheet]) expect(JSON.parse(JSON.stringify(document))).toEqual(document)
  })

  it('is on the paper of the city where the programme says whose it is, and names case and digest', () => {
    const branding = { name: { fa: 'شهرداری کرمان', en: 'Kerman' }, logo: '<svg/>', colour: '#0f5c63' }
    const document = contractDocument(exampleTerms(), { ...extras, branding })
    expect(document.letterhead).toMatchObject({
      name: branding.name,
      logo: { svg: '<svg/>' },
      invocation: 'بسمه تعالی',
    })
    expect(document.reference).toEqual({ code: 'TSV-1404-7F3K2' })
    expect(document.digest).toEqual({ code: digest })
    expect(contractDocument(exampleTerms(), extras)).not.toHaveProperty('letterhead')
  })

  it.each(contractTypes)('says what a %s contract is about, in both languages', (contractType) => {
    const document = contractDocument(exampleTerms({ contractType }), extras)
    const [subject, , shares] = document.articles
    expect(textOf(subject)).toContain('سلامت‌یار')
    expect(textOf(shares)).toContain('۱۲٫۵ درصد')
    expect(textOf(shares)).toContain('۸۷٫۵ درصد')
    expect(textOf(document.summary.articles)).toMatch(/12\.5%.*87\.5%|87\.5%.*12\.5%/s)
  })

  it('differs between all eight forms in title, subject and shares together', () => {
    const documents = contractTypes.map((contractType) =>
      contractDocument(exampleTerms({ contractType }), extras),
    )
    expect(new Set(documents.map(({ title }) => title.fa)).size).toBe(8)
    expect(new Set(documents.map(({ articles }) => textOf([articles[0], articles[2]]))).size).toBe(8)
  })

  it('calls a memorandum a memorandum throughout', () => {
    const { preamble, articles } = contractDocument(exampleTerms({ contractType: 'pilot_mou' }), extras)
    expect(textOf(preamble)).not.toContain('قرارداد')
    expect(textOf(articles[1])).toContain('مدت تفاهم‌نامه')
  })

  it('gives amounts in figures and in words', () => {
    const document = contractDocument(exampleTerms(), extras)
    expect(textOf(document.articles)).toContain('۴۸٬۰۰۰٬۰۰۰٬۰۰۰ ریال (چهل و هشت میلیارد ریال)')
    expect(textOf(document.articles)).toContain(
      '۱۳٬۷۵۰٬۰۰۰٬۰۰۰ ریال (سیزده میلیارد و هفتصد و پنجاه میلیون ریال)',
    )
    expect(textOf(document.summary)).toContain(
      'IRR 13,750,000,000 (thirteen billion seven hundred fifty million rials)',
    )
  })

  it('numbers its articles and covers what a contract must', () => {
    const headings = contractDocument(exampleTerms(), extras).articles.map(({ heading }) => heading)
    expect(headings[0]).toBe('مادهٔ ۱ – موضوع')
    expect(headings).toHaveLength(13)
    for (const topic of [
      'مدت',
      'تعهدات شریک',
      'تضمین‌ها',
      'دادهٔ شخصی',
      'قوهٔ قاهره',
      'حل اختلاف',
      'فسخ',
      'قانون حاکم',
    ])
      expect(headings.some((heading) => heading.includes(topic))).toBe(true)
  })

  it('lists every payment and their sum in both languages', () => {
    const terms = exampleTerms()
    const { annexes, summary } = contractDocument(terms, extras)
    expect(annexes.schedule.table.rows).toHaveLength(terms.payments.length)
    expect(annexes.schedule.table.total).toEqual({ label: 'جمع', amount: '۱۳٬۷۵۰٬۰۰۰٬۰۰۰' })
    expect(summary.schedule.table.total?.amount).toBe('13,750,000,000')
  })

  it('says so when no share is estimated', () => {
    const { annexes, articles } = contractDocument(exampleTerms({ municipalShare: 0 }), extras)
    expect(annexes.schedule.table).not.toHaveProperty('total')
    expect(textOf(articles[3])).toContain('پیش‌بینی نشده')
  })

  it('keeps every typed text a value, never part of our wording', () => {
    const typed = 'QQQ #panic("evaluated") \u202Eevil'
    const terms = exampleTerms({ title: typed, titleEn: typed, orgName: typed, contactName: typed })
    const { preamble, articles, summary } = contractDocument(terms, extras)
    const runs = [
      ...preamble,
      ...[...articles, ...summary.articles].flatMap(({ paragraphs }) => paragraphs),
    ].flat()
    expect(runs.filter((run) => textOf(run).includes('QQQ')).length).toBeGreaterThan(4)
    expect(runs.filter((run) => typeof run === 'string' && run.includes('QQQ'))).toEqual([])
  })

  it('has a line to sign on for each signatory, or for each party when nobody is named', () => {
    const signatories = [{ name: 'قاسم بابایی', role: { fa: 'مدیرعامل', en: 'Head' } }]
    expect(contractDocument(exampleTerms(), { ...extras, signatories }).signatures).toMatchObject({
      kind: 'lines',
      lines: signatories,
    })
    expect(contractDocument(exampleTerms(), extras).signatures).toMatchObject({
      kind: 'lines',
      lines: [{ name: 'زهرا کرمانی' }, { name: 'شهرداری کرمان' }],
    })
  })

  it('has a sheet of evidence behind it once everyone signed, of the day of the last signature', () => {
    const evidence = [
      signedAt('2025-11-11T06:45:00Z'),
      signedAt('2025-11-12T21:00:00Z'),
      signedAt('2025-11-10T08:12:44Z'),
    ] as const
    const { signatures, header, date, digest: shown } = evidenceDocument(exampleTerms(), evidence, extras)
    expect(signatures).toMatchObject({ kind: 'evidence' })
    expect(textOf(signatures)).toContain('۱۴۰۴/۰۸/۲۲ ۰۰:۳۰:۰۰')
    expect([date, header.date]).toEqual([{ year: 2025, month: 11, day: 13 }, 'تاریخ امضا: ۲۲ آبان ۱۴۰۴'])
    expect(shown).toEqual({ code: digest })
  })

  it('says where anybody can check it', () => {
    const verifyUrl = 'https://tasvib.example/verify'
    const { verify } = contractDocument(exampleTerms(), { ...extras, verifyUrl })
    expect(verify?.url).toEqual({ code: verifyUrl })
    // A QR code is a square with a dark frame at three of its corners.
    const modules = verify?.modules ?? []
    const last = modules.length - 1
    expect(modules.every((row) => row.length === modules.length)).toBe(true)
    for (const [y, x] of [
      [0, 0],
      [0, last - 6],
      [last - 6, 0],
    ] as const)
      expect(modules[y]?.slice(x, x + 7)).toEqual([1, 1, 1, 1, 1, 1, 1])
  })

  it('says the floor of the share and each guarantee, with amounts in digits and in words, in both languages', () => {
    const terms = {
      ...exampleTerms(),
      shareFloor: 1_000_000_000,
      guarantees: [
        {
          kind: 'bank_guarantee' as const,
          amount: 2_500_000_000,
          issuer: 'بانک شهر',
          expiresOn: '2031-03-20',
        },
      ],
    }
    const { articles, summary } = contractDocument(terms, extras)
    const persian = textOf(articles)
    expect(persian).toContain('۱٬۰۰۰٬۰۰۰٬۰۰۰ ریال (یک میلیارد ریال)')
    expect(persian).toContain('ضمانت‌نامهٔ بانکی به مبلغ ۲٬۵۰۰٬۰۰۰٬۰۰۰ ریال (دو میلیارد و پانصد میلیون ریال)')
    expect(persian).toContain('با اعتبار تا ۲۹ اسفند ۱۴۰۹')
    const english = textOf(summary)
    expect(english).toContain('IRR 1,000,000,000 (one billion rials)')
    expect(english).toContain('bank guarantee of IRR 2,500,000,000')
    const without = textOf(contractDocument(exampleTerms(), extras).articles)
    expect(without).not.toContain('در هیچ حال')
    expect(without).toContain('آیین‌نامهٔ مالی شهرداری‌ها')
  })

  it('says of payments whether they were agreed or follow from estimates', () => {
    expect(textOf(contractDocument(exampleTerms(), extras).articles)).toContain('سهم برآوردی شهرداری')
    const agreed = { ...exampleTerms(), schedule: 'agreed' as const }
    const { articles, summary } = contractDocument(agreed, extras)
    expect(textOf(articles)).toContain('طرفین توافق کردند')
    expect(summary.schedule.heading).toBe('Agreed payments')
  })

  it('is marked on every page while it is a draft, and leads to no verification', () => {
    const draft = contractDocument(exampleTerms(), { ...extras, isDraft: true })
    expect(draft).toMatchObject({ watermark: { fa: 'پیش‌نویس', en: 'DRAFT' } })
    expect(draft).not.toHaveProperty('verify')
    expect(contractDocument(exampleTerms(), extras)).not.toHaveProperty('watermark')
  })

  it.each([
    [
      'drawing up',
      { drawnUpAt: '2025-11-06T10:00:00Z' },
      { year: 2025, month: 11, day: 6 },
      'تاریخ تنظیم: ۱۵ آبان ۱۴۰۴',
    ],
    ['its start', {}, { year: 2025, month: 11, day: 22 }, 'شروع: ۱ آذر ۱۴۰۴'],
  ])('is dated by %s', (_, dated, date, label) => {
    const document = contractDocument(exampleTerms(), { ...extras, ...dated })
    expect([document.date, document.header.date]).toEqual([date, label])
  })
})
