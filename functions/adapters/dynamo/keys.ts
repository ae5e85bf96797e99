import { digestOfBytes } from '#workflows/ledger/digest.ts'
import type { Row } from './table.ts'

/** Where each kind of row stands. Secrets and addresses are in no key: they are hashed. */
export const keys = {
  entry: (reference: string, sequence: number) => key(ofCase(reference), `entry#${pad(sequence, 8)}`),
  head: (reference: string) => key(ofCase(reference), 'head'),
  revision: (reference: string, revision: number) => key(ofCase(reference), `revision#${pad(revision, 2)}`),
  effect: (reference: string, sequence: number, kind: string) =>
    key(ofCase(reference), `effect#${pad(sequence, 8)}#${kind}`),
  wait: (reference: string) => key(ofCase(reference), 'wait'),
  code: (reference: string, signatory: string) => key(`code#${reference}#${signatory}`, 'code'),
  draft: ({ reference, stage, seat }: { reference: string; stage: string; seat: string }) =>
    key(`draft#${reference}`, `${stage}#${seat}`),
  link: (token: string) => key(`link#${digestOfBytes(token)}`, 'link'),
  request: (idempotencyKey: string) => key(`request#${digestOfBytes(idempotencyKey)}`, 'request'),
  contractMark: (mark: string) => key(`contract#${mark}`, 'contract'),
  release: (at: string, number: string) => key(releases, `${at}#${number}`),
  throttle: (bucket: string, window: string) => key(`throttle#${digestOfBytes(bucket)}`, window),
} as const

/** The partition of the contracts that are published. */
export const releases = 'contract#releases'

/** The partition of everything of one case. */
export function ofCase(reference: string): string {
  return `proposal#${reference}`
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
