import type { ContractTypesetter } from '#functions/shared/contract/contract-typesetter.ts'
import { testSealer } from '#test/infra/aws/seal/test-seal.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { contractDocument, evidenceDocument } from '#workflows/contract/document.ts'
import { releasePackage } from '#workflows/contract/ocds.ts'
import { type ContractTerms, contractTypes } from '#workflows/contract/terms.ts'
import { canonicalJson, digestOf } from '#workflows/ledger/digest.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'

const programme = programmeById('kerman')
const publicUrl = 'https://tasvib.kerman.example'
const drawnUpAt = '2025-11-06T10:00:00Z'
const signedAt = '2025-11-12T06:45:00Z'

/** Markup of three languages, both directions, a control character, and letters of the second font. */
const HOSTILE = '#panic("x") $a^2$ *b* <script>1</script> \u202Eabc\u0007 CO₂ ễ → فارسی ۳۴ 12 «متن» '

/** So many different contracts: of every kind in turn, with and without floor, guarantees and agreed payments. */
export function differentContracts(count: number): ContractTerms[] {
  return Array.from({ length: count }, (_, index) => {
    const contractType = contractTypes[index % contractTypes.length]
    const round = Math.floor(index / contractTypes.length)
    const terms = exampleTerms(
      {
        ...(contractType === undefined ? {} : { contractType }),
        title: `طرح شمارهٔ ${index}`,
        municipalShare: 5 + index / 4,
        capex: index * 1_000_000_007,
        durationMonths: 12 + 6 * index,
      },
      { conditions: Array.from({ length: round * 3 }, (__, at) => `شرط ${at} طرح ${index}`) },
    )
    const guarantee = { kind: 'bank_guarantee', amount: 2_500_000_000 + index, issuer: 'بانک شهر' } as const
    return {
      ...terms,
      shareFloor: round % 2 === 0 ? 0 : 1_000_000_000,
      guarantees: round > 1 ? [guarantee] : [],
    }
  })
}

const text = (length: number): string =>
  HOSTILE.repeat(Math.ceil(length / HOSTILE.length))
    .slice(0, length)
    .toWellFormed()

/** A contract whose texts are as long as the form takes, and as bad. */
export function hostileContract(): ContractTerms {
  return exampleTerms(
    {
      title: text(200),
      orgName: text(150),
      contactName: text(80),
      solution: text(4_000),
      municipalAsk: text(4_000),
    },
    { conditions: Array.from({ length: 30 }, () => text(1_000)) },
  )
}

/** Draws a contract up as `draw-up-contract` does, without store and ledger. */
export async function drawUp(terms: ContractTerms, typesetter: ContractTypesetter): Promise<Uint8Array> {
  const termsDigest = digestOf(terms)
  const verifyUrl = `${publicUrl}/verify?digest=${termsDigest}`
  const { city, timeZone } = programme
  return typesetter.typeset(contractDocument(terms, { city, timeZone, termsDigest, verifyUrl, drawnUpAt }))
}

/** Puts evidence sheet and open data behind a contract that was drawn up, and seals it, as `seal-contract` does. */
export async function seal(
  terms: ContractTerms,
  typesetter: ContractTypesetter,
  contract: Uint8Array,
): Promise<Uint8Array> {
  const termsDigest = digestOf(terms)
  const released = releasePackage({
    legalRoute: null,
    terms,
    ocidPrefix: programme.contract.ocidPrefix,
    uri: `${publicUrl}/contracts/${terms.number}.json`,
    publisher: { name: programme.contract.partyA.en },
    publishedAt: signedAt,
    signedAt,
    approvals: programme.stages.map(({ id, name, scored }) => ({ id, title: name, at: drawnUpAt, scored })),
    documents: [],
  })
  const [first, ...later] = programme.signing.signatories.map(({ holder }) => ({
    who: holder.name.fa,
    role: holder.role,
    at: signedAt,
    method: { fa: 'پیوند و کد رایانامه‌ای', en: 'Emailed link and code' },
    digest: termsDigest,
  }))
  if (first === undefined) throw new Error('Nobody signs')
  const { timeZone } = programme
  const sheet = await typesetter.typeset(
    evidenceDocument(terms, [first, ...later], { timeZone, termsDigest }),
    {
      name: 'release.json',
      bytes: new TextEncoder().encode(canonicalJson(released)),
      mime: 'application/json',
    },
  )
  return testSealer.seal(contract, { at: new Date(signedAt), sheet })
}
