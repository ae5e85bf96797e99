import type { SignMessage } from '#functions/shared/contract/seal/cms-signature.ts'
import type { CaseStore, CaseSummary } from '#functions/shared/ports/case-store.ts'
import {
  type Files,
  newestRootKey,
  rootCertificateKey,
  rootKey,
  rootPageKey,
} from '#functions/shared/ports/files.ts'
import { measure } from '#functions/shared/ports/measure.ts'
import { canonicalJson } from '#workflows/ledger/digest.ts'
import { type Leaf, leafHash, merkleRoot, type RootStatement } from '#workflows/ledger/merkle.ts'
import { everyPage } from './every-page.ts'

export interface RootDependencies {
  readonly cases: Pick<CaseStore, 'list'>
  readonly files: Pick<Files, 'keep' | 'write' | 'has' | 'read'>
  readonly sign: SignMessage
  readonly now: () => Date
}

/** Cases in a page, which is all that is held at once. */
const pageSize = 1_000

/**
 * Signs the root of a tree over the tips of all ledgers and keeps it with its pages where nothing can be changed: whoever
 * edits a ledger afterwards, its newest entries included, is found out by anybody who has the root. A day has one root; a
 * repeat keeps the first. Cases that move while it is made are in the next day's.
 */
export async function keepRoot({ cases, files, sign, now }: RootDependencies): Promise<RootStatement> {
  const at = now().toISOString()
  const day = at.slice(0, 10)
  const standing = new Map<string, number>()
  const pages: string[] = []
  let count = 0
  let leaves: string[] = []
  const closePage = async () => {
    if (leaves.length === 0) return
    const root = merkleRoot(leaves)
    // Named by what is in it, so that a run that died leaves nothing that could be taken for a part of the next.
    await files.keep(rootPageKey(day, root), json(leaves), 'application/json')
    pages.push(root)
    leaves = []
  }
  for await (const { reference, state, tip, updated } of everyCase(cases)) {
    standing.set(state.status, (standing.get(state.status) ?? 0) + 1)
    if (updated > at) continue
    const leaf: Leaf = { reference, sequence: tip.sequence, digest: tip.digest ?? '' }
    leaves.push(leafHash(leaf))
    count += 1
    if (leaves.length === pageSize) await closePage()
  }
  await closePage()
  for (const status of ['in-review', 'with-finance'] as const) {
    measure({ measured: 'standing', status, count: standing.get(status) ?? 0 })
  }
  const statement: RootStatement = { day, at, cases: count, root: merkleRoot(pages) }
  const signature = Buffer.from(await sign(new TextEncoder().encode(canonicalJson(statement))))
  const signed = {
    statement,
    pages,
    signature: signature.toString('base64'),
    ...(await certificateIn(files)),
  }
  await files.keep(rootKey(day), json(signed), 'application/json')
  await files.write(newestRootKey, json({ day }), 'application/json')
  return statement
}

/** Whoever gets the root one day must not depend on where the certificate lies then, nor on which one. */
async function certificateIn(files: RootDependencies['files']): Promise<{ certificate?: string }> {
  if (!(await files.has(rootCertificateKey))) return {}
  return { certificate: new TextDecoder().decode(await files.read(rootCertificateKey)) }
}

/** @throws Error for a head that cannot be read: a root that leaves a case out would say that there is none. */
async function* everyCase(cases: RootDependencies['cases']): AsyncGenerator<CaseSummary> {
  for await (const page of everyPage(cases)) {
    const torn = (page.unreadable ?? []).map(({ reference }) => reference)
    if (torn.length > 0) throw new Error(`The head of ${torn.join(', ')} cannot be read`)
    yield* page.cases
  }
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value))
}
