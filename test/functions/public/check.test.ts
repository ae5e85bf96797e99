import { beforeAll, describe, expect, it } from 'vitest'
import { checkFile, showCheck } from '#functions/public/check.ts'
import { markIn } from '#functions/public/find-contract.ts'
import { request } from '#test/functions/desk/case-desk.ts'
import { answered, asJson, factsIn, inEnglish } from '#test/functions/desk/contract-desk.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { applicant, kerman } from '#test/workflows/proposal/case-play.ts'
import { digestOf, digestOfBytes } from '#workflows/ledger/digest.ts'
import { PublicDesk } from './public-desk.ts'

type Parts = Parameters<typeof request>[0]

let sealed: PublicDesk
beforeAll(async () => {
  sealed = await PublicDesk.sealed()
})

const check = async (desk: PublicDesk, digest: string, parts: Parts = {}) =>
  showCheck(request({ query: { digest }, ...parts }), desk.dependencies)
const told = async (desk: PublicDesk, digest: string) => factsIn(await check(desk, digest, asJson))

describe('checking a contract', () => {
  it('asks for a file, a digest or a number, in both languages', async () => {
    const page = answered(await showCheck(request(), sealed.dependencies))
    expect(page.status).toBe(200)
    expect(page.body).toContain('<html lang="fa" dir="rtl">')
    expect(page.body).toContain('راستی‌آزمایی قرارداد')
    expect(page.body).toContain('enctype="multipart/form-data"')
    expect(page.body).toContain('data-digest-here="اثر انگشت فایل در مرورگر خودتان گرفته می‌شود')
    const english = answered(await showCheck(request(inEnglish), sealed.dependencies))
    expect(english.body).toContain('Check a contract')
  })

  it('knows a sealed contract by its file, its text, its terms, its open data and its number', async () => {
    const { number, documentDigest, termsDigest } = await sealed.contract()
    for (const [part, mark] of [
      ['seal', digestOfBytes(await sealed.file('signed-contract-1.pdf'))],
      ['document', documentDigest],
      ['terms', termsDigest],
      ['release', digestOfBytes(await sealed.file('release-1.json'))],
      ['number', number],
    ] as const) {
      expect(await told(sealed, mark)).toMatchObject({
        found: true,
        part,
        contract: { number, version: 1, standing: 'sealed', sealedAt: expect.any(String), successor: null },
        digests: { document: documentDigest, terms: termsDigest },
        certificateFingerprint: expect.stringMatching(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/),
      })
    }
  })

  it.each(['‐', '‑', '–', '—', '−', '－', '﹣'])('knows a number that is written with %s', async (dash) => {
    const { number } = await sealed.contract()
    const typed = number.replaceAll('-', dash)
    expect(await told(sealed, typed)).toMatchObject({ found: true, contract: { number } })
  })

  it('says it in plain words, and names nobody', async () => {
    const { documentDigest } = await sealed.contract()
    const page = answered(await check(sealed, documentDigest))
    expect(page.body).toContain('این قرارداد مهر شده و هنوز نافذ نیست')
    expect(page.body).toContain('متن قرارداد که امضا شده است (PDF)')
    const english = answered(await check(sealed, documentDigest, inEnglish))
    expect(english.body).toContain('Sealed, not yet in force')
    const json = JSON.stringify(await told(sealed, documentDigest))
    const names = kerman.signing.signatories.flatMap(({ holder }) => [holder.name.fa, holder.email])
    for (const personal of [applicant.email, applicant.name, 'نرگس', ...names]) {
      expect(page.body + english.body + json).not.toContain(personal)
    }
  })

  it('knows nothing of a file in which one byte was changed', async () => {
    const bytes = Uint8Array.from(await sealed.file('signed-contract-1.pdf'))
    bytes[bytes.length - 40] = (bytes[bytes.length - 40] ?? 0) ^ 1
    expect(await told(sealed, digestOfBytes(bytes))).toMatchObject({ found: false })
    const page = answered(await check(sealed, digestOfBytes(bytes)))
    expect(page.body).toContain('چنین قراردادی نمی‌شناسیم')
  })

  it('takes the digest of a file that is sent, and leads to the answer', async () => {
    const bytes = await sealed.file('signed-contract-1.pdf')
    const files = [{ field: 'file', name: 'قرارداد.pdf', type: 'application/pdf', bytes }]
    const sent = await checkFile(request({ files }), sealed.dependencies)
    expect(sent).toMatchObject({
      status: 303,
      headers: { location: `/verify?digest=${digestOfBytes(bytes)}` },
    })
    const before = sealed.world.files.stored.size
    expect(factsIn(await checkFile(request({ files, ...asJson }), sealed.dependencies))).toMatchObject({
      found: true,
      part: 'seal',
    })
    expect(sealed.world.files.stored.size).toBe(before)
  })

  it('asks again when nothing was sent, and when it is neither digest nor number', async () => {
    expect(answered(await checkFile(request(), sealed.dependencies)).status).toBe(422)
    expect(await checkFile(request(asJson), sealed.dependencies)).toMatchObject({
      status: 422,
      errors: [{ field: 'digest', code: 'missing' }],
    })
    for (const odd of ['abc', '<script>', 'g'.repeat(64), '۱۲۳', 'x'.repeat(5000)]) {
      const page = answered(await check(sealed, odd))
      expect(page.status).toBe(422)
      expect(page.body).toContain('این نه اثر انگشت است')
      expect(page.body).not.toContain('<script>')
    }
  })

  it('says that a contract is valid once finance has acknowledged it', async () => {
    const booked = await PublicDesk.booked()
    const { number } = await booked.contract()
    expect(await told(booked, number)).toMatchObject({ contract: { standing: 'valid' } })
    expect(answered(await check(booked, number)).body).toContain('این قرارداد اصیل و معتبر است')
  })

  it('follows a contract that is drawn up, returned and replaced', async () => {
    const desk = await PublicDesk.drawnUp()
    const { number } = await desk.contract()
    expect(await told(desk, number)).toMatchObject({
      contract: { standing: 'unsealed', sealedAt: null },
      certificateFingerprint: null,
    })
    const other = await PublicDesk.sealed()
    const [office] = kerman.caseOffice.members
    await other.tell({ type: 'deliver' }, { type: 'return', reason: 'شماره شبا نادرست است' })
    const first = (await other.contract()).number
    expect(await told(other, first)).toMatchObject({ contract: { standing: 'returned' } })
    await other.tell(
      {
        type: 'release-terms',
        by: office?.email ?? '',
        terms: exampleTerms(),
        note: 'شبا اصلاح شد',
      },
      {
        type: 'draw-up',
        version: 2,
        number: 'KRM-1405-7F3K2-2',
        documentDigest: digestOf('contract 2'),
        termsDigest: digestOf('terms 2'),
      },
    )
    expect(await told(other, first)).toMatchObject({
      contract: { standing: 'superseded', successor: { version: 2, number: 'KRM-1405-7F3K2-2' } },
    })
    expect(answered(await check(other, first)).body).toContain('/verify?digest=KRM-1405-7F3K2-2')
  })

  it('has an end for whoever asks without end', async () => {
    const desk = await PublicDesk.drawnUp()
    const asked: number[] = []
    for (let count = 0; count < 125; count += 1) {
      const answer = await check(desk, digestOf(count), asJson)
      asked.push(answer.status)
    }
    expect(asked.filter((status) => status === 200)).toHaveLength(120)
    expect(asked.at(-1)).toBe(429)
  })
})

describe('what is typed or scanned', () => {
  const digest = digestOf('a contract')

  it.each([
    [digest, digest],
    [digest.toUpperCase(), digest],
    [`sha256:${digest}`, digest],
    [`  ${digest.slice(0, 32)}\n${digest.slice(32)} `, digest],
    [digest.match(/../g)?.join(':') ?? '', digest],
    ['KRM-1404-7F3K2-1', 'KRM-1404-7F3K2-1'],
    ['krm-۱۴۰۴-7f3k2-۱', 'KRM-1404-7F3K2-1'],
    ['\u2066KRM-1404-7F3K2-1\u2069', 'KRM-1404-7F3K2-1'],
    ['\u202aKRM-1404-7F3K2-1\u202c', 'KRM-1404-7F3K2-1'],
    ['ＫＲＭ-1404-7F3K2-1', 'KRM-1404-7F3K2-1'],
    ['KRM-1404-7F3K2-1».', 'KRM-1404-7F3K2-1'],
    [`${digest}>،`, digest],
  ])('is understood: %s', (text, mark) => {
    expect(markIn(text)).toBe(mark)
  })

  it.each(['', 'KRM', digest.slice(1), `${digest}0`, '../x', 'contract#releases', 'قرارداد'])(
    'is nothing that could be looked up: %j',
    (text) => {
      expect(markIn(text)).toBeUndefined()
    },
  )
})
