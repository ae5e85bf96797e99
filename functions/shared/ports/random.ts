import { randomBytes, randomInt } from 'node:crypto'

/** Crockford's base 32 without the letters that are misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The one source of randomness of the functions. */
export interface Random {
  /** 32 bytes, base64url. */
  token(): string
  /** 16 bytes, base64url (22 characters): file ids and salts. */
  id(): string
  /** The five characters that end a reference. */
  referenceTail(): string
  /** Six digits. */
  code(): string
}

export const random: Random = {
  token: () => randomBytes(32).toString('base64url'),
  id: () => randomBytes(16).toString('base64url'),
  referenceTail: () => Array.from({ length: 5 }, () => alphabet.charAt(randomInt(alphabet.length))).join(''),
  code: () => randomInt(1_000_000).toString().padStart(6, '0'),
}
