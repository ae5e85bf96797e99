import { createHash, createPublicKey, randomBytes, X509Certificate } from 'node:crypto'
import type { SignMessage } from './cms-signature.ts'
import {
  bitString,
  context,
  integer,
  objectIdentifier,
  octetString,
  oid,
  sequence,
  setOf,
  tagged,
  utf8String,
} from './der.ts'
import { firstOf, readDer } from './read-der.ts'

export interface CertificateRequest {
  /** SubjectPublicKeyInfo in DER, as KMS gives it. */
  readonly publicKey: Uint8Array
  readonly sign: SignMessage
  /** Whose seal it is, e.g. the municipality; in any script. */
  readonly organization: string
  readonly now: Date
}

/** Years for which a certificate is valid; the seals of contracts outlive it, because they say when they were made. */
const years = 10

/**
 * A certificate (RFC 5280) that a key made for itself, in PEM. It proves that seals come from one key and not whose key that
 * is: who has to know compares its fingerprint with the one that the city publishes, or the city uses one that an authority
 * issued.
 */
export async function selfSignedCertificate(request: CertificateRequest): Promise<string> {
  const { organization, ...key } = request
  const name = sequence(
    setOf(sequence(objectIdentifier('2.5.4.10'), utf8String(organization))),
    setOf(sequence(objectIdentifier('2.5.4.3'), utf8String(commonName(organization)))),
  )
  return await certificate({ ...key, subject: name, issuer: name })
}

/**
 * The certificate of the key that signs daily roots, in PEM with the seal's own behind it: the seal's key vouches for it, so
 * that whoever knows the seal's fingerprint needs no second one. It makes no seal: the verifier takes it for roots alone.
 */
export async function rootCertificate({
  publicKey,
  seal,
  now,
}: {
  /** SubjectPublicKeyInfo in DER. */
  readonly publicKey: Uint8Array
  readonly seal: { readonly certificate: string; readonly sign: SignMessage }
  readonly now: Date
}): Promise<string> {
  const made = await certificate({
    publicKey,
    sign: seal.sign,
    subject: sequence(setOf(sequence(objectIdentifier('2.5.4.3'), utf8String('Tasvib daily root')))),
    issuer: subjectOf(new X509Certificate(seal.certificate)),
    now,
  })
  return `${made}${seal.certificate}`
}

/** A certificate's subject as it is encoded there (RFC 5280, 4.1). */
function subjectOf({ raw }: X509Certificate): Uint8Array {
  const [body] = readDer(firstOf(raw).content)
  const fields = readDer(body?.content ?? raw).filter(({ tag }) => tag !== 0xa0)
  const subject = fields[4]?.bytes
  if (subject === undefined) throw new RangeError('A certificate has a subject')
  return subject
}

async function certificate({
  publicKey,
  sign,
  subject,
  issuer,
  now,
}: Omit<CertificateRequest, 'organization'> & {
  readonly subject: Uint8Array
  readonly issuer: Uint8Array
}): Promise<string> {
  const end = new Date(now)
  end.setUTCFullYear(end.getUTCFullYear() + years)
  const algorithm = sequence(oid.ecdsaWithSha256)
  const body = sequence(
    context(0, integer(Uint8Array.of(2))),
    integer(randomBytes(16)),
    algorithm,
    issuer,
    sequence(time(now), time(end)),
    subject,
    publicKey,
    context(3, extensions(publicKey)),
  )
  const signature = await sign(body)
  const der = sequence(body, algorithm, bitString(signature))
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

/** The organization and this program, in one script: viewers of PDFs show the two side by side. */
function commonName(organization: string): string {
  return `${organization} · ${/\p{Script=Arabic}/u.test(organization) ? 'تصویب' : 'Tasvib'}`
}

function extensions(publicKey: Uint8Array): Uint8Array {
  const critical = tagged(0x01, Uint8Array.of(0xff))
  const keyId = createHash('sha1').update(pointOf(publicKey)).digest()
  return sequence(
    // Not an authority.
    sequence(objectIdentifier('2.5.29.19'), critical, octetString(sequence())),
    // digitalSignature and contentCommitment.
    sequence(objectIdentifier('2.5.29.15'), critical, octetString(bitString(Uint8Array.of(0xc0), 6))),
    sequence(objectIdentifier('2.5.29.14'), octetString(octetString(keyId))),
  )
}

/** The public point, uncompressed, of which a key's identifier is the SHA-1 (RFC 5280, 4.2.1.2). */
function pointOf(publicKey: Uint8Array): Uint8Array {
  const { x = '', y = '' } = createPublicKey({
    key: Buffer.from(publicKey),
    format: 'der',
    type: 'spki',
  }).export({ format: 'jwk' })
  return Buffer.concat([Uint8Array.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')])
}

/** UTCTime up to 2049, GeneralizedTime from then on, as RFC 5280 asks. */
function time(at: Date): Uint8Array {
  const digits = at.toISOString().replaceAll(/[-:T]|\..*$/g, '')
  const isShort = at.getUTCFullYear() < 2050
  return tagged(isShort ? 0x17 : 0x18, Buffer.from(`${isShort ? digits.slice(2) : digits}Z`, 'latin1'))
}
