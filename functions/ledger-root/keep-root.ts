import type { SignMessage } from '#functions/shared/contract/seal/cms-signature.ts'
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
import type { CheckedLedgers } from './check-ledgers.ts'

export interface RootDependencies {
  readonly files: Pick<Files, 'keep' | 'write' | 'has' | 'read'>
  readonly sign: SignMessage
}

/** Cases in a page. */
const pageSize = 1_000

/**
 * Signs the root of a tree over the tips of all ledgers and keeps it with its pages where nothing can be changed: whoever
 * edits a ledger afterwards, its newest entries included, is found out by anybody who has the root. A day has one root; a
 * repeat keeps the first. Cases that moved while their heads were read are in the next day's.
 */
export async function keepRoot(
  { at, ends }: Pick<CheckedLedgers, 'at' | 'ends'>,
  { files, sign }: RootDependencies,
): Promise<RootStatement> {
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
  for (const { reference, status, tip, updated } of ends) {
    standing.set(status, (standing.get(status) ?? 0) + 1)
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

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value))
}
