import { describe, expect, it } from 'vitest'
import { attemptCommit, commit } from '#functions/shared/commit.ts'
import { type Erasure, eraseCase } from '#functions/shared/erasure/erase-case.ts'
import { decisionsOf } from '#functions/shared/legal-route-decisions.ts'
import { attachmentKey, evidenceKey } from '#functions/shared/ports/files.ts'
import { unsentMailbox } from '#functions/shared/ports/unsent-forms.ts'
import { ContractDesk } from '#test/functions/desk/contract-desk.ts'
import { testCommit } from '#test/home/memory-home.ts'
import { applicant, documents, kerman, reference } from '#test/workflows/proposal/case-play.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { audiences } from '#workflows/proposal/handed-on-ledger.ts'

const by = kerman.caseOffice.email
const asked: Erasure = { type: 'erase', by, reason: 'The applicant asked for it' }
const submit: Command = { type: 'submit', reference, language: 'fa', documents: documents(1), applicant }
const close: Command = { type: 'close', by, reason: 'Not pursued' }

/** The mailboxes whose half-filled forms go with a case that came so far. */
async function formsGoneWith(erasure: Erasure, ...commands: readonly Command[]): Promise<string[]> {
  let now = new Date('2026-01-05T08:00:00.000Z')
  const committing = testCommit({ programme: kerman, now: () => now })
  await attemptCommit({ ...committing, programme: kerman }, null, submit, [])
  for (const command of commands)
    expect(await commit(committing, reference, command)).not.toHaveProperty('refused')
  now = new Date('2046-01-05T08:00:00.000Z')
  const mailboxes: string[] = []
  const erased = await eraseCase(reference, erasure, {
    cases: committing.cases,
    commit: committing,
    deleteLinks: async () => 0,
    remove: async () => true,
    rows: {
      eraseBesideEntry: async () => undefined,
      deleteSearchWords: async () => undefined,
      eraseInRevision: async () => undefined,
      filesOfOthers: async () => new Set(),
      deleteUnsent: async (mailbox) => mailboxes.push(mailbox),
    },
  })
  expect(erased).toMatchObject({ state: { applicant: null } })
  return mailboxes
}

/** Keys of the files that go with a case. */
async function filesGoneWith(desk: ContractDesk): Promise<string[]> {
  const removed: string[] = []
  const erased = await eraseCase(reference, asked, {
    cases: desk.cases,
    commit: desk.commit,
    deleteLinks: async () => 0,
    remove: async (key) => removed.push(key) > 0,
    rows: {
      eraseBesideEntry: async () => undefined,
      deleteSearchWords: async () => undefined,
      eraseInRevision: async () => undefined,
      filesOfOthers: async () => new Set(),
      deleteUnsent: async () => 0,
    },
  })
  expect(erased).toMatchObject({ state: { applicant: null } })
  return removed
}

describe('documents', () => {
  it('of a contract that was never sealed go, and the decision on its legal route and all evidence', async () => {
    const desk = await ContractDesk.signing()
    await desk.must(close)
    const gone = await filesGoneWith(desk)
    const prefix = `cases/${reference}/`
    for (const name of ['contract-1.pdf', 'terms-1.json', 'release-1.json', 'signed-contract-1.pdf'])
      expect(gone).toContain(`${prefix}${name}`)
    const [decision] = decisionsOf(await desk.entries())
    if (decision === undefined) throw new Error('The legal route has its decision')
    expect(gone).toContain(attachmentKey(reference, decision))
    const tips = (await desk.entries()).map(({ digest }) => digest)
    for (const audience of audiences)
      expect(gone).toEqual(
        expect.arrayContaining(tips.map((tip) => evidenceKey(reference, { tip, audience }))),
      )
  })

  it('of a sealed contract stay, and the decision on its legal route', async () => {
    const desk = await ContractDesk.withFinance()
    await desk.must({ type: 'acknowledge', note: '' })
    const gone = await filesGoneWith(desk)
    const decisions = new Set(
      decisionsOf(await desk.entries()).map((decision) => attachmentKey(reference, decision)),
    )
    expect(gone.filter((key) => /contract|terms-|release-/.test(key) || decisions.has(key))).toEqual([])
  })
})

describe('half-filled forms', () => {
  it('go with a case whose applicant asked to be erased', async () => {
    expect(await formsGoneWith(asked, { type: 'confirm' }, close)).toEqual([unsentMailbox(applicant.email)])
  })

  it('stay where the case never showed that the mailbox is its applicant’s', async () => {
    expect(await formsGoneWith(asked, { type: 'withdraw', reason: '' })).toEqual([])
    expect(await formsGoneWith({ type: 'erase-by-rule' }, { type: 'withdraw', reason: '' })).toEqual([])
  })

  it('stay where a case ends by rule, since they are of newer work', async () => {
    expect(await formsGoneWith({ type: 'erase-by-rule' }, { type: 'confirm' }, close)).toEqual([])
  })
})
