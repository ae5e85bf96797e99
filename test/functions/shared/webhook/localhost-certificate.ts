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

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const name = sequence(setOf(sequence(objectIdentifier('2.5.4.3'), utf8String('localhost'))))
const utcTime = (digits: string) => tagged(0x17, Buffer.from(digits, 'latin1'))
const alternativeNames = sequence(
  objectIdentifier('2.5.29.17'),
  octetString(
    sequence(tagged(0x82, Buffer.from('localhost')), tagged(0x82, Buffer.from('erp.city.example'))),
  ),
)
const algorithm = sequence(oid.ecdsaWithSha256)
const body = sequence(
  context(0, integer(Uint8Array.of(2))),
  integer(randomBytes(16)),
  algorithm,
  name,
  sequence(utcTime('200101000000Z'), utcTime('491231235959Z')),
  name,
  publicKey.export({ type: 'spki', format: 'der' }),
  context(3, sequence(alternativeNames)),
)
const der = sequence(body, algorithm, bitString(sign('sha256', body, privateKey)))
const lines =
  Buffer.from(der)
    .toString('base64')
    .match(/.{1,64}/g) ?? []

/** Of receivers that tests open on this machine; made for this process, and vouched for by nobody but itself. */
export const localhostCertificate = {
  key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
  certificate: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
}
