import { newestFirst } from '#functions/shared/ports/found-words.ts'
import { digestOfBytes } from '#workflows/ledger/digest.ts'
import { memberDigest } from '#workflows/programme/address-digest.ts'
import type { Row } from './table.ts'

/** Where each kind of row stands. Secrets and addresses are in no key: they are hashed. */
export const keys = {
  entry: (reference: string, sequence: number) => key(ofCase(reference), `entry#${pad(sequence, 8)}`),
  head: (reference: string) => key(ofCase(reference), 'head'),
  revision: (reference: string, revision: number) => key(ofCase(reference), `revision#${pad(revision, 2)}`),
  effect: (reference: string, sequence: number, kind: string) =>
    key(ofCase(reference), `effect#${pad(sequence, 8)}#${kind}`),
  wait: (reference: string) => key(ofCase(reference), 'wait'),
  code: (reference: string, place: string) => key(`code#${reference}#${place}`, 'code'),
  draft: ({ reference, stage, seat }: { reference: string; stage: string; seat: string }) =>
    key(`draft#${reference}`, `${stage}#${seat}`),
  link: (token: string) => keys.linkUnder(digestOfBytes(token)),
  linkUnder: (digest: string) => key(`link#${digest}`, 'link'),
  /** That an applicant was sent a link, so that it is found again to be erased. */
  linkOf: (reference: string, token: string) => key(linksOf(reference), digestOfBytes(token)),
  /** A session of a member, so that all of them can be listed and ended. */
  sessionOf: (email: string, digest: string) => key(sessionsOf(email), digest),
  signIn: (at: string, id: string) => key(signIns, `${signInPrefix}${at}#${id}`),
  /** One that could not be answered, where the stream does not tell of it: the clock takes it, a minute later at most. */
  signInAgain: (at: string, id: string) => key(signIns, `again#${at}#${id}`),
  /** A half-filled form, by the digest of its link; and beside it which a mailbox has. */
  unsent: (digest: string) => key(`unsent#${digest}`, 'form'),
  unsentOf: (mailbox: string, digest: string) => key(unsentFormsOf(mailbox), digest),
  request: (idempotencyKey: string) => key(`request#${digestOfBytes(idempotencyKey)}`, 'request'),
  contractMark: (mark: string) => key(`contract#${mark}`, 'contract'),
  release: (at: string, number: string) => key(releases, `${at}#${number}`),
  /** How far a case is counted in the board's figures. */
  counted: (reference: string) => key(ofCase(reference), `counted#${figuresEdition}`),
  figure: (name: string) => key(figuresPartition, name),
  /** A word of a case: those of one word stand together, the newest case first. */
  searchWord: (word: string, { submittedAt, reference }: { submittedAt: string; reference: string }) =>
    key(searchPartition(word), `${word}#${newestFirst({ submittedAt })}#${reference}`),
  /** The second factor of a member, by their digest. */
  factor: (member: string) => key(`factor#${member}`, 'factor'),
  endpoint: (url: string) => key(`endpoint#${digestOfBytes(url)}`, 'endpoint'),
  throttle: (bucket: string, window: string) => key(`throttle#${digestOfBytes(bucket)}`, window),
} as const

/** The partition of the contracts that are published. */
export const releases = 'contract#releases'

/** The partition of everything of one case. */
export function ofCase(reference: string): string {
  return `proposal#${reference}`
}

/** The partition of the links that the applicant of a case was sent. */
export function linksOf(reference: string): string {
  return `links#${reference}`
}

/** Raised when the figures count something else than before: every case is then counted anew, beside the old ones. */
const figuresEdition = 1

/** The board's figures, all in one: a city's cases change them a few times a minute at most. */
export const figuresPartition = `figures#${figuresEdition}`

/** All words that begin with the same two letters; a search asks one such partition. */
export function searchPartition(word: string): string {
  return `search#${word.slice(0, 2)}`
}

/** The partition of requests to sign in. */
export const signIns = 'sign-in#open'
/** What the sort key of each of them begins with that is asked for the first time, for the filter of the stream. */
export const signInPrefix = 'sign-in#'

/** The partition of one member's sessions. */
export function sessionsOf(email: string): string {
  return `sessions#${memberDigest(email)}`
}

/** The partition of the half-filled forms that wait for a mailbox. */
export function unsentFormsOf(mailbox: string): string {
  return `unsents#${mailbox}`
}

/** The case to which a row belongs, by its keys; undefined for rows that belong to none. */
export function referenceIn(row: Row): string | undefined {
  return /^proposal#(.+)$/.exec(row['PK']?.S ?? '')?.[1]
}

function key(partition: string, sort: string): { PK: { S: string }; SK: { S: string } } {
  return { PK: { S: partition }, SK: { S: sort } }
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0')
}
