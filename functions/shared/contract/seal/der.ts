/*
 * As much of DER (X.690) as certificates and signatures are written in. Every function answers one whole value: its tag, its
 * length and its content.
 */

export function tagged(tag: number, ...content: readonly Uint8Array[]): Uint8Array {
  const body = Buffer.concat(content)
  return Buffer.concat([Uint8Array.of(tag), lengthOf(body.length), body])
}

export function sequence(...items: readonly Uint8Array[]): Uint8Array {
  return tagged(0x30, ...items)
}

/** DER has a set's members in the order of their bytes. */
export function setOf(...items: readonly Uint8Array[]): Uint8Array {
  return tagged(0x31, ...items.toSorted((a, b) => Buffer.compare(a, b)))
}

/** A number that is not negative, as big-endian bytes. */
export function integer(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0)
  const significant = first === -1 ? Uint8Array.of(0) : bytes.subarray(first)
  const isHigh = (significant[0] ?? 0) >= 0x80
  return tagged(0x02, isHigh ? Uint8Array.of(0) : Uint8Array.of(), significant)
}

export function octetString(bytes: Uint8Array): Uint8Array {
  return tagged(0x04, bytes)
}

/** A whole number of bytes, less `unused` bits at the end. */
export function bitString(bytes: Uint8Array, unused = 0): Uint8Array {
  return tagged(0x03, Uint8Array.of(unused), bytes)
}

export function utf8String(text: string): Uint8Array {
  return tagged(0x0c, Buffer.from(text, 'utf8'))
}

/** `[number]` around a value, which keeps its own tag (explicit). */
export function context(number: number, ...content: readonly Uint8Array[]): Uint8Array {
  return tagged(0xa0 + number, ...content)
}

/** @param dotted such as `1.2.840.10045.4.3.2` */
export function objectIdentifier(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return tagged(0x06, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)))
}

/** The object identifiers that the seal is made of. */
export const oid = {
  data: objectIdentifier('1.2.840.113549.1.7.1'),
  signedData: objectIdentifier('1.2.840.113549.1.7.2'),
  contentType: objectIdentifier('1.2.840.113549.1.9.3'),
  messageDigest: objectIdentifier('1.2.840.113549.1.9.4'),
  signingCertificateV2: objectIdentifier('1.2.840.113549.1.9.16.2.47'),
  sha256: objectIdentifier('2.16.840.1.101.3.4.2.1'),
  ecdsaWithSha256: objectIdentifier('1.2.840.10045.4.3.2'),
} as const

function base128(value: number): number[] {
  const digits = [value % 128]
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    digits.unshift((rest % 128) + 128)
  }
  return digits
}

function lengthOf(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length)
  const bytes: number[] = []
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256)
  return Uint8Array.of(0x80 + bytes.length, ...bytes)
}
