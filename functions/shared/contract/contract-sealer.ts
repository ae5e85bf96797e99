import { createHash, X509Certificate } from 'node:crypto'
import { PDF } from '@libpdf/core'
import { appendPages } from '#functions/shared/contract/seal/append-pages.ts'
import { cmsSignature, type SignMessage } from '#functions/shared/contract/seal/cms-signature.ts'
import type { Digest } from '#workflows/ledger/digest.ts'

/** How far the ledger went when a contract was sealed, and by which rules the case is decided; null for none. */
interface SealBinding {
  readonly reference: string
  readonly sequence: number
  readonly tip: Digest
  readonly rules: Digest | null
}

export interface Sealing {
  /** The time that the seal claims. */
  readonly at: Date
  /** Said in the signature's reason, where any reader of PDFs shows it and the seal covers it. */
  readonly binds?: SealBinding
  /** A PDF of the typesetter's whose pages and attachment are put behind those of what is sealed. */
  readonly sheet?: Uint8Array
}

export interface ContractSealer {
  /**
   * The PDF with a sheet and the city's seal added to its end: its bytes stay as they are, and PDF/A stays PDF/A. ECDSA is
   * random, so a repeat gives other bytes.
   */
  seal(pdf: Uint8Array, sealing: Sealing): Promise<Uint8Array>
}

export interface SealKey {
  /** PEM of the certificate of the key, then of those that lead to its root. */
  readonly certificates: () => Promise<string>
  readonly sign: SignMessage
}

/** Seals by PAdES B-B (ETSI EN 319 142-1): ECDSA on P-256 with SHA-256. */
export function contractSealer({ certificates: readPem, sign }: SealKey): ContractSealer {
  return {
    async seal(pdf, sealing) {
      const certificates = certificatesIn(await readPem())
      const room = 2_048 + certificates.reduce((size, { raw }) => size + raw.length, 0)
      const prepared = await prepare(pdf, { ...sealing, certificate: certificates[0].raw, room })
      const { before, after, byteRange } = placeIn(prepared)
      const digest = createHash('sha256').update(before).update(after).digest()
      const cms = await cmsSignature({ contentDigest: digest, certificates, sign })
      if (cms.length > room) throw new RangeError('The signature does not fit the room that was left for it')
      const hex = Buffer.from(cms)
        .toString('hex')
        .padEnd(byteRange.gap - 2, '0')
      return Buffer.concat([before, Buffer.from(`<${hex}>`, 'latin1'), after])
    },
  }
}

/** `infra/verify/tasvib-verify.mjs` reads it; what it says must stay as it is. */
function reasonOf(binds: SealBinding | undefined): string {
  if (binds === undefined) return 'Sealed by the city'
  const { reference, sequence, tip, rules } = binds
  return `Sealed by the city; binds ledger ${reference} up to entry ${sequence} = ${tip}, rules ${rules ?? 'none'}`
}

/**
 * The PDF with its sheet, a signature field and room for a signature. @libpdf/core writes both, and what it signs with here is thrown
 * away: its own CMS holds the attribute `signing-time`, which PAdES baseline forbids (LibPDF-js/core#86).
 */
async function prepare(
  pdf: Uint8Array,
  { at, binds, sheet, certificate, room }: Sealing & { certificate: Uint8Array; room: number },
): Promise<Uint8Array> {
  const document = await PDF.load(pdf)
  if (sheet !== undefined) await appendPages(document, sheet)
  const { bytes } = await document.sign({
    signer: {
      certificate: new Uint8Array(certificate),
      keyType: 'EC',
      signatureAlgorithm: 'ECDSA',
      sign: async () => new Uint8Array(72),
    },
    level: 'B-B',
    fieldName: 'Seal',
    reason: reasonOf(binds),
    signingTime: at,
    estimatedSize: room,
  })
  return bytes
}

/** What the last signature of a PDF covers: all but the hexadecimal string of the signature itself. */
function placeIn(pdf: Uint8Array) {
  const text = Buffer.from(pdf).toString('latin1')
  const [, ...numbers] = /^.*\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/s.exec(text) ?? []
  const [start, length, second, rest] = numbers.map(Number)
  if (start !== 0 || length === undefined || second === undefined || rest === undefined) {
    throw new RangeError('The PDF has no room for a signature')
  }
  const gap = second - length
  if (text[length] !== '<' || text[second - 1] !== '>' || second + rest !== pdf.length) {
    throw new RangeError('The room for the signature is not where the PDF says')
  }
  return { before: pdf.subarray(0, length), after: pdf.subarray(second), byteRange: { gap } }
}

/** @throws Error when there is none, or the first is not of a P-256 key */
function certificatesIn(pem: string): [X509Certificate, ...X509Certificate[]] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  const [first, ...others] = blocks.map((block) => new X509Certificate(block))
  if (first === undefined) throw new Error('There is no seal certificate')
  if (first.publicKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new Error('The seal certificate is not of a P-256 key')
  }
  return [first, ...others]
}
