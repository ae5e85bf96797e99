import { createHash } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { problems } from '#functions/shared/edge/errors.ts'
import type { Problem } from '#functions/shared/http/problem.ts'
import type { Desk } from '#functions/shared/office/session.ts'
import type { Enrolment, Factor, Factors } from '#functions/shared/ports/factors.ts'
import { logFacts } from '#functions/shared/ports/log.ts'
import type { Random } from '#functions/shared/ports/random.ts'
import type { SignIns } from '#functions/shared/ports/sign-ins.ts'
import type { Throttle } from '#functions/shared/ports/throttle.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { memberDigest } from '#workflows/programme/address-digest.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { normaliseCode } from '#workflows/text/normalise.ts'
import { enrolmentFaults, factorFaults } from './factor-texts.ts'

/** RFC 6238, as authenticator apps take it without being told. Seconds. */
const period = 30
/** Steps before and after the present one whose code is taken: clocks of phones differ. */
const stepsAround = 1
/**
 * Looks at codes of one member, right or wrong, in ten minutes and in a day: a million codes are tried for ages. Sessions that owe
 * the factor are counted apart from those that gave it: who has the mailbox alone cannot use up what the member at work needs.
 */
const looks = [
  { count: 6, seconds: 600 },
  { count: 40, seconds: 86_400 },
] as const

export interface FactorDependencies {
  readonly factors: Factors
  readonly throttle: Throttle
  readonly signIns: Pick<SignIns, 'ask'>
}

/** What is done to a second factor is told in the log, by the digest of whose it is. */
export function logFactor(what: string, email: string): void {
  logFacts({ told: 'second-factor', what, member: memberDigest(email).slice(0, 12) })
}

/** A new secret, base 32: 20 random bytes, as long as what HMAC-SHA-1 makes of it. */
export function newSecret(random: Random): string {
  return new Secret({ buffer: bytesOf(random, 20) }).base32
}

/** Ten words of 49 bits, shown once; what is kept are their digests. */
export function newRecoveryCodes(random: Random): {
  readonly shown: readonly string[]
  readonly kept: string[]
} {
  const codes = Array.from({ length: 10 }, () => new Secret({ buffer: bytesOf(random, 8) }).base32.slice(-10))
  return {
    shown: codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`),
    kept: codes.map(digestOfBytes),
  }
}

function bytesOf(random: Random, count: number): ArrayBuffer {
  return new Uint8Array(createHash('sha256').update(random.token()).digest().subarray(-count)).buffer
}

/** Milliseconds for which a factor that was reset can be set up anew; then it is reset once more. */
const enrolmentFor = 7 * 86_400_000

/** A code of 80 bits that is told once, to whoever resets a factor, and passed on by another way than the mailbox. */
export function newEnrolment(
  random: Random,
  now: Date,
): { readonly shown: string; readonly enrolment: Enrolment } {
  const word = new Secret({ buffer: bytesOf(random, 10) }).base32
  const until = new Date(now.getTime() + enrolmentFor).toISOString()
  return { shown: word.replaceAll(/(.{4})(?=.)/g, '$1-'), enrolment: { digest: digestOfBytes(word), until } }
}

/** That whoever holds the mailbox was given the code as well; what is wrong with it. Looks are counted as those at one-time codes. */
export async function enrolmentFault(
  email: string,
  { digest, until }: Enrolment,
  typed: string,
  { now, throttle }: { readonly now: Date; readonly throttle: Throttle },
): Promise<Problem | undefined> {
  const word = base32In(typed)
  if (word === '') return enrolProblem('missing')
  if (new Date(until) <= now) return enrolProblem('expired')
  const counted = await countedLook(`enrolment ${memberDigest(email)} ${digest}`, throttle, now)
  return counted ?? (digestOfBytes(word) === digest ? undefined : enrolProblem('wrong'))
}

function enrolProblem(why: keyof typeof enrolmentFaults): Problem {
  const message = enrolmentFaults[why]
  return problems.unprocessable([{ field: 'enrolment', code: `enrolment-${why}`, message }])
}

async function countedLook(bucket: string, throttle: Throttle, now: Date): Promise<Problem | undefined> {
  for (const limit of looks) {
    const taken = await throttle.take(bucket, limit, now)
    if (!taken.allowed) return problems.tooMany(taken.retryAfter)
  }
  return undefined
}

/** As it was told, however it was typed. */
function base32In(typed: string): string {
  return normaliseCode(typed)
    .toUpperCase()
    .replaceAll(/[^A-Z2-7]/g, '')
}

/** Of which member of which city an app lists its codes, and the address that a QR code has. */
export function authenticator(
  secret: string,
  email: string,
  { branding }: Pick<Programme, 'branding'>,
): TOTP {
  return new TOTP({ issuer: branding.name.en, label: email, secret: Secret.fromBase32(secret), period })
}

/** The time step of a code that is right at that moment; undefined for any other. */
export function stepOf(secret: string, code: string, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const totp = new TOTP({ secret: Secret.fromBase32(secret), period })
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: stepsAround })
  return delta === null ? undefined : Math.floor(now.getTime() / 1_000 / period) + delta
}

/**
 * Looks at a one-time or a recovery code of somebody's factor and uses it up, both in one conditional write: of two requests with
 * one code one is refused. Every look is counted before it is taken, so that any number at once is no more.
 */
export async function proveFactor(
  { member: { email }, owes }: Pick<Desk, 'member' | 'owes'>,
  typed: string,
  now: Date,
  { factors, throttle, signIns }: FactorDependencies,
): Promise<Problem | undefined> {
  const kept = await factors.find(email)
  if (kept !== undefined && kept.state !== 'set') return fault(kept.state)
  if (typed.trim() === '' || kept === undefined) return fault('missing')
  const bucket = `second factor of ${memberDigest(email)}${owes ? '' : ', given'}`
  const tooMany = await countedLook(bucket, throttle, now)
  if (tooMany !== undefined) return tooMany
  const used = usedUp(kept.factor, typed, now)
  if (typeof used === 'string') return fault(used)
  if (!(await factors.put(email, used.factor, kept.version))) return fault('used')
  if (used.by === 'recovery-code') {
    logFactor('recovery code used', email)
    await signIns.ask({ kind: 'news', email, at: now.toISOString(), tells: 'recovery-code-used' })
  }
  return undefined
}

/** The factor once the code is used up, or what is wrong with the code. */
function usedUp(
  factor: Factor,
  typed: string,
  now: Date,
): { readonly factor: Factor; readonly by: 'one-time-code' | 'recovery-code' } | 'wrong' | 'used' {
  const code = normaliseCode(typed)
  const step = stepOf(factor.secret, code, now)
  if (step !== undefined) {
    if (step <= factor.lastStep) return 'used'
    return { factor: { ...factor, lastStep: step }, by: 'one-time-code' }
  }
  const word = digestOfBytes(base32In(typed))
  if (!factor.recovery.includes(word)) return 'wrong'
  const recovery = factor.recovery.filter((each) => each !== word)
  return { factor: { ...factor, recovery }, by: 'recovery-code' }
}

function fault(why: keyof typeof factorFaults): Problem {
  return problems.unprocessable([{ field: 'code', code: `code-${why}`, message: factorFaults[why] }])
}
