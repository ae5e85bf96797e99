import { describe, expect, it } from 'vitest'
import { releasePackage } from '#workflows/contract/ocds.ts'
import type { ReleaseInput } from '#workflows/contract/release-input.ts'
import { contractTypes, guaranteeKinds } from '#workflows/contract/terms.ts'
import { usualLegalRoutes } from '#workflows/programme/legal-routes.ts'
import { exampleRoute } from './example-route.ts'
import { exampleTerms } from './example-terms.ts'
import { officialErrors, standards } from './official-schemas.ts'

const digest = '3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b'

const releaseInput = (changes: Partial<ReleaseInput> = {}): ReleaseInput => ({
  terms: exampleTerms(),
  legalRoute: exampleRoute(),
  ocidPrefix: 'ocds-213czf',
  uri: 'https://tasvib.example/open/TSV-1404-7F3K2.json',
  publisher: { name: 'Kerman Municipality' },
  publishedAt: '2025-11-12T07:00:00Z',
  signedAt: '2025-11-12T06:45:00Z',
  approvals: [
    {
      id: 'research',
      title: { fa: 'مرکز پژوهش', en: 'Research centre' },
      at: '2025-10-20T08:00:00Z',
      scored: true,
    },
    {
      id: 'board',
      title: { fa: 'هیئت عالی', en: 'Board of investment' },
      at: '2025-11-04T10:31:09Z',
      scored: false,
    },
  ],
  documents: [
    {
      id: 'contract',
      documentType: 'contractSigned',
      title: { fa: 'قرارداد امضاشده', en: 'Signed contract' },
      url: 'https://tasvib.example/open/contract.pdf',
      format: 'application/pdf',
      language: 'fa',
      digest,
    },
  ],
  ...changes,
})

const everyGuarantee = guaranteeKinds.map((kind, index) => ({
  kind,
  amount: 1_000_000 * (index + 1),
  issuer: 'نرگس صادرکننده',
  ...(index % 2 === 0 ? { expiresOn: '2030-03-20' } : {}),
}))

describe.each(standards)('a release package under the official schema of %s', (standard) => {
  const errorsIn = officialErrors(standard)

  it.each(contractTypes)('is valid for a %s contract', (contractType) => {
    expect(errorsIn(releasePackage(releaseInput({ terms: exampleTerms({ contractType }) })))).toEqual([])
  })

  it('is valid with a floor and with every kind of guarantee', () => {
    const terms = { ...exampleTerms(), shareFloor: 1_000_000_001, guarantees: everyGuarantee }
    expect(errorsIn(releasePackage(releaseInput({ terms })))).toEqual([])
  })

  it('is valid for a team, and for a contract without a share', () => {
    const terms = exampleTerms({ legalId: undefined, municipalShare: 0, capex: 0 })
    expect(errorsIn(releasePackage(releaseInput({ terms })))).toEqual([])
  })

  it.each(usualLegalRoutes)('is valid by the route $id, with its decision and without', ({ id }) => {
    for (const decision of [exampleRoute().decision, null]) {
      const legalRoute = { ...exampleRoute(id), decision }
      expect(errorsIn(releasePackage(releaseInput({ legalRoute })))).toEqual([])
    }
  })

  it('is valid without a legal route', () => {
    expect(errorsIn(releasePackage(releaseInput({ legalRoute: null })))).toEqual([])
  })

  it('would be refused without an identifier of its process', () => {
    const [release] = releasePackage(releaseInput()).releases
    const { ocid: _, ...anonymous } = release ?? {}
    expect(errorsIn({ ...releasePackage(releaseInput()), releases: [anonymous] })).not.toEqual([])
  })
})

describe('a release package', () => {
  it('identifies the process under the registered prefix and the release by the contract', () => {
    const [release] = releasePackage(releaseInput()).releases
    expect(release).toMatchObject({ ocid: 'ocds-213czf-tsv-1404-7f3k2', id: 'KRM-1404-7F3K2-1' })
  })

  it.each([
    { id: 'open-window', method: 'open', tenderers: null },
    { id: 'public-call', method: 'open', tenderers: 7 },
    { id: 'waiver', method: 'direct', tenderers: 1 },
    { id: 'pilot', method: 'direct', tenderers: 1 },
  ])('tells method, tenderers, rationale and decision of the route $id', ({ id, method, tenderers }) => {
    const legalRoute = { ...exampleRoute(id), tenderers }
    const [release] = releasePackage(releaseInput({ legalRoute })).releases
    expect(release?.tender).toMatchObject({
      procurementMethod: method,
      procurementMethodDetails: legalRoute.route.name.fa,
      procurementMethodRationale: `${legalRoute.route.rationale.fa} مرجع: شورای اسلامی شهر، شماره: ۱۲/۳۴، تاریخ: ۱۰ آبان ۱۴۰۴.`,
      procurementMethodRationale_en: `${legalRoute.route.rationale.en} By: شورای اسلامی شهر, no. ۱۲/۳۴, of 10 Aban 1404 (1 November 2025).`,
      tenderers: [{ name: release?.parties.at(-1)?.name }],
      documents: [{ documentType: 'legalBasis', description: `sha256:${legalRoute.decision?.sha256}` }],
    })
    expect(release?.tender.numberOfTenderers ?? null).toBe(tenderers)
    expect(release?.planning.rationale_en).toContain(legalRoute.route.name.en)
  })

  it('says nothing of method, number of tenderers or rationale where no route was recorded', () => {
    const [release] = releasePackage(releaseInput({ legalRoute: null })).releases
    expect(
      Object.keys(release?.tender ?? {}).filter((key) => /^procurementMethod|^number|^doc/.test(key)),
    ).toEqual([])
  })

  it('does not publish the name of the decision’s file', () => {
    expect(JSON.stringify(releasePackage(releaseInput()))).not.toContain(exampleRoute().decision?.name)
  })

  it('tells a proposal of a startup, awarded by the last approval', () => {
    const [release] = releasePackage(releaseInput()).releases
    expect(release).toMatchObject({
      planning: {
        rationale_en: expect.stringContaining('Proposal of a startup'),
        milestones: [{ type: 'assessment' }, { type: 'approval' }],
      },
      awards: [{ date: '2025-11-04T10:31:09Z' }],
      tender: { awardCriteria: 'ratedCriteria' },
    })
  })

  it('does not claim that criteria were rated where no stage gives scores', () => {
    const input = releaseInput()
    const approvals = input.approvals.map((approval) => ({ ...approval, scored: false }))
    const [release] = releasePackage({ ...input, approvals }).releases
    expect(release?.tender).not.toHaveProperty('awardCriteria')
  })

  it('publishes each payment as a milestone and as a charge of the same amount', () => {
    const terms = exampleTerms()
    const contract = releasePackage(releaseInput({ terms })).releases[0]?.contracts[0]
    expect(contract?.milestones).toHaveLength(terms.payments.length)
    const amounts = contract?.implementation?.charges.map(({ estimatedValue }) => estimatedValue.amount)
    expect(amounts).toEqual(terms.payments.map(({ amount }) => amount))
    expect(amounts?.reduce((sum, amount) => sum + amount, 0)).toBe(contract?.value.amount)
  })

  it('lets charges cover the contract without a gap, and payments be due when they are late', () => {
    const contract = releasePackage(releaseInput({ terms: exampleTerms({ durationMonths: 8 }) })).releases[0]
      ?.contracts[0]
    expect(contract?.implementation?.charges.map(({ period }) => [period.startDate, period.endDate])).toEqual(
      [
        ['2025-11-22T00:00:00+03:30', '2025-12-21T23:59:59+03:30'],
        ['2025-12-22T00:00:00+03:30', '2026-03-20T23:59:59+03:30'],
        ['2026-03-21T00:00:00+03:30', '2026-06-21T23:59:59+03:30'],
        ['2026-06-22T00:00:00+03:30', '2026-07-22T23:59:59+03:30'],
      ],
    )
    expect(contract?.milestones?.[0]?.dueDate).toBe('2026-01-05T23:59:59+03:30')
    expect(contract?.period).toMatchObject({ endDate: '2026-07-22T23:59:59+03:30', durationInDays: 243 })
  })

  it('tells the floor of each contract year, in proportion where a year is not whole', () => {
    const terms = { ...exampleTerms({ durationMonths: 20 }), shareFloor: 1_000_000_001 }
    const contract = releasePackage(releaseInput({ terms })).releases[0]?.contracts[0]
    expect(contract?.agreedMetrics.find(({ id }) => id === 'municipal-share-floor')?.observations).toEqual([
      {
        id: 'year-1',
        period: { startDate: '2025-11-22T00:00:00+03:30', endDate: '2026-11-21T23:59:59+03:30' },
        value: { amount: 1_000_000_001, currency: 'IRR' },
        notes: expect.stringContaining('Minimum'),
      },
      {
        id: 'year-2',
        period: { startDate: '2026-11-22T00:00:00+03:30', endDate: '2027-07-22T23:59:59+03:30' },
        // Eight twelfths, rounded.
        value: { amount: 666_666_667, currency: 'IRR' },
        notes: expect.stringContaining('Minimum'),
      },
    ])
    const without = releasePackage(releaseInput()).releases[0]?.contracts[0]
    expect(without?.agreedMetrics.map(({ id }) => id)).toEqual(['municipal-share'])
  })

  it('tells each guarantee by the extension that it declares, and not who issued it', () => {
    const released = releasePackage(
      releaseInput({ terms: { ...exampleTerms(), guarantees: everyGuarantee } }),
    )
    expect(released.extensions.at(-1)).toContain('ocds_guarantees_extension')
    const { guarantees = [] } = released.releases[0]?.contracts[0] ?? {}
    expect(guarantees.map(({ value }) => value.amount)).toEqual(everyGuarantee.map(({ amount }) => amount))
    expect(new Set(guarantees.map(({ type }) => type)).size).toBe(guaranteeKinds.length)
    expect(guarantees[0]?.period).toEqual({ endDate: '2030-03-20T23:59:59+03:30' })
    expect(guarantees[1]).not.toHaveProperty('period')
    expect(JSON.stringify(released)).not.toContain('نرگس')
    expect(releasePackage(releaseInput())).not.toHaveProperty('releases.0.contracts.0.guarantees')
    expect(releasePackage(releaseInput()).extensions).toHaveLength(1)
  })

  it('calls payments agreed where they were', () => {
    const agreed = { ...exampleTerms(), schedule: 'agreed' as const }
    const contract = releasePackage(releaseInput({ terms: agreed })).releases[0]?.contracts[0]
    expect(contract?.milestones?.[0]?.title_en).toBe('Agreed municipal share, Autumn 1404')
  })

  it('carries the documents with their digests and addresses', () => {
    const contract = releasePackage(releaseInput()).releases[0]?.contracts[0]
    expect(contract?.documents).toMatchObject([
      {
        documentType: 'contractSigned',
        description: `sha256:${digest}`,
        url: 'https://tasvib.example/open/contract.pdf',
      },
    ])
  })

  it('names no person, address of one, or typed text but the title', () => {
    const json = JSON.stringify(releasePackage(releaseInput()))
    const { parties, subject, municipalAsk, conditions } = exampleTerms()
    for (const secret of [
      parties.startup.representative,
      parties.startup.email,
      subject,
      municipalAsk,
      ...conditions,
    ])
      expect(json).not.toContain(JSON.stringify(secret).slice(1, -1))
  })

  it('names a team by the reference of its proposal', () => {
    const terms = exampleTerms({ legalId: undefined, orgName: 'تیم پویا' })
    const json = JSON.stringify(releasePackage(releaseInput({ terms })))
    expect(json).not.toContain('تیم پویا')
    expect(json).toContain('متقاضی پیشنهاد TSV-1404-7F3K2')
  })

  it('refuses a malformed digest', () => {
    const [document] = releaseInput().documents
    const documents = document === undefined ? [] : [{ ...document, digest: 'ABC' }]
    expect(() => releasePackage(releaseInput({ documents }))).toThrow('description')
  })
})
