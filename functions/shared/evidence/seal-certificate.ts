import { X509Certificate } from 'node:crypto'
import { firstOf, readDer } from '#functions/shared/contract/seal/read-der.ts'

/**
 * The certificate, in PEM, that a sealed PDF carries in its signature. It is read from there and not from where the seal's
 * certificate lies now, because that one may have been renewed.
 * @throws RangeError when the PDF carries none
 */
export function sealCertificateOf(pdf: Uint8Array): string {
  const text = Buffer.from(pdf).toString('latin1')
  const [, from, to] = /.*\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)/s.exec(text) ?? []
  if (from === undefined || to === undefined) throw new RangeError('The PDF has no seal')
  const cms = Buffer.from(text.slice(Number(from) + 1, Number(to) - 1), 'hex')
  // ContentInfo { type, [0] SignedData { version, algorithms, content, [0] certificates, … } }; zeros follow it.
  const [, wrapped] = readDer(firstOf(cms).content)
  const parts = wrapped === undefined ? [] : readDer(firstOf(wrapped.content).content)
  const held = parts.find(({ tag }) => tag === 0xa0)
  const certificates = held === undefined ? [] : readDer(held.content)
  // Those of authorities may be there beside it.
  const own = certificates.map(({ bytes }) => new X509Certificate(bytes)).find(({ ca }) => !ca)
  if (own === undefined) throw new RangeError('The seal has no certificate')
  return own.toString()
}
