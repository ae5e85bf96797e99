import { createHash, type X509Certificate } from 'node:crypto'
import { context, integer, octetString, oid, sequence, setOf, tagged } from './der.ts'
import { firstOf, readDer } from './read-der.ts'

/**
 * Signs a short message (4,096 bytes at most, which is what KMS takes) by ECDSA on P-256 with SHA-256; the answer is
 * `SEQUENCE { r, s }` in DER.
 */
export type SignMessage = (message: Uint8Array) => Promise<Uint8Array>

export interface CmsInput {
  /** SHA-256 of what is signed. */
  readonly contentDigest: Uint8Array
  /** The signer's certificate, then those that lead to its root. */
  readonly certificates: readonly [X509Certificate, ...X509Certificate[]]
  readonly sign: SignMessage
}

const one = Uint8Array.of(1)
const sha256 = sequence(oid.sha256)

/**
 * A detached CMS signature (RFC 5652) with the attributes that PAdES baseline B-B asks for (ETSI EN 319 142-1, table 1):
 * content type, digest, and the certificate's own digest. The time of signing is not among them, on purpose: PAdES has it in
 * the PDF's signature dictionary and forbids it here.
 */
export async function cmsSignature({ contentDigest, certificates, sign }: CmsInput): Promise<Uint8Array> {
  const [signer] = certificates
  const attributes = [
    attribute(oid.contentType, oid.data),
    attribute(oid.messageDigest, octetString(contentDigest)),
    // ESSCertIDv2 without its algorithm means SHA-256.
    attribute(oid.signingCertificateV2, sequence(sequence(sequence(octetString(digestOf(signer.raw)))))),
  ]
  const signed = setOf(...attributes)
  const signature = await sign(signed)
  const signerInfo = sequence(
    integer(one),
    issuerAndSerial(signer.raw),
    sha256,
    // The same bytes as were signed, under the tag that this place has.
    Buffer.concat([Uint8Array.of(0xa0), signed.subarray(1)]),
    sequence(oid.ecdsaWithSha256),
    octetString(signature),
  )
  const raw = certificates.map((certificate) => certificate.raw)
  const signedData = sequence(
    integer(one),
    setOf(sha256),
    sequence(oid.data),
    tagged(0xa0, ...raw.toSorted((a, b) => Buffer.compare(a, b))),
    setOf(signerInfo),
  )
  return sequence(oid.signedData, context(0, signedData))
}

function attribute(type: Uint8Array, value: Uint8Array): Uint8Array {
  return sequence(type, setOf(value))
}

/** How CMS names a certificate: as its issuer and its serial number are written in it. */
function issuerAndSerial(certificate: Uint8Array): Uint8Array {
  const fields = readDer(firstOf(firstOf(certificate).content).content)
  // The version, `[0]`, is there in version 3 only.
  const [serial, , issuer] = fields[0]?.tag === 0xa0 ? fields.slice(1) : fields
  if (serial === undefined || issuer === undefined) throw new RangeError('This is no certificate')
  return sequence(issuer.bytes, serial.bytes)
}

function digestOf(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}
