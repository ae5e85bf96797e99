import { type Finding, verifyFiles } from '#infra/verify/tasvib-verify.mjs'
import { reference } from '#test/workflows/proposal/case-play.ts'
import { canonicalJson } from '#workflows/ledger/digest.ts'
import type { Rules } from '#workflows/programme/rules-of.ts'
import type { Entry } from '#workflows/proposal/entries.ts'
import { handedOnLedger } from '#workflows/proposal/handed-on-ledger.ts'

/** What the verifier says of a ledger and its rules, without the files that the ledger names. */
export function judged(entries: readonly Entry[], rules: Rules): readonly Finding[] {
  const ledger = canonicalJson({ reference, entries: handedOnLedger(entries, 'city') })
  const files = new Map([
    ['ledger.json', Buffer.from(ledger)],
    ['rules.json', Buffer.from(canonicalJson(rules))],
  ])
  return verifyFiles(files).filter(({ name }) => files.has(name))
}

/** The faults that it finds, in English. */
export function faultsIn(entries: readonly Entry[], rules: Rules): string[] {
  return judged(entries, rules).flatMap(({ ok, en }) => (ok ? [] : en.split('\n    ')))
}
