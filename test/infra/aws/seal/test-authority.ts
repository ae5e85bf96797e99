import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
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
} from '#functions/shared/contract/seal/der.ts'

const time = (digits: string) => tagged(0x17, Buffer.from(digits, 'latin1'))

/** An authority of which anybody gets a certificate, with its own. */
export async function testAuthority() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const signing = async (message: Uint8Array) => new Uint8Array(sign('sha256', message, privateKey))
  const name = sequence(setOf(sequence(objectIdentifier('2.5.4.3'), utf8String('Root CA of everybody'))))
  const isAuthority = octetString(sequence(tagged(0x01, Uint8Array.of(0xff))))
  const algorithm = sequence(oid.ecdsaWithSha256)
  const body = sequence(
    context(0, integer(Uint8Array.of(2))),
    integer(randomBytes(16)),
    algorithm,
    name,
    sequence(time('200101000000Z'), time('491231000000Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    context(3, sequence(sequence(objectIdentifier('2.5.29.19'), isAuthority))),
  )
  const der = sequence(body, algorithm, bitString(await signing(body)))
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return {
    certificate: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
    sign: signing,
  }
}
