import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { awaitStep, awaitStepInput } from '#functions/await-step/await-step.ts'
import { catalogue, placeholderOf } from '#functions/catalogue.ts'
import { attemptCommit, commit } from '#functions/shared/commit.ts'
import { reconcile } from '#functions/shared/effects/reconcile.ts'
import { openWorkflowEngine } from '#infra/machine/workflow/workflow-engine.ts'
import { memoryRows, testCommit } from '#test/home/memory-home.ts'
import { recordOf } from '#test/workflows/contract/example-route.ts'
import { exampleTerms } from '#test/workflows/contract/example-terms.ts'
import { applicant, documents, kerman, reference } from '#test/workflows/proposal/case-play.ts'
import { digestOf } from '#workflows/ledger/digest.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import type { StateOf, Status } from '#workflows/proposal/state.ts'

/** Longer than any step takes on a busy machine. Milliseconds. */
const patience = 60_000
/** The state machine's own file, its interpreter and the real use cases; only the store and the documents are in memory. */
async function open(programme: Programme) {
  const { cases, waits, database } = memoryRows()
  const committing = testCommit({ programme, cases })
  let text = await readFile(new URL('../../workflows/proposal.asl.json', import.meta.url), 'utf8')
  for (const name of Object.keys(catalogue) as (keyof typeof catalogue)[]) {
    text = text.replaceAll(`\${${placeholderOf(name)}}`, name)
  }
  const engine = openWorkflowEngine({
    definition: JSON.parse(text),
    database,
    now: () => Date.now(),
    invoke: async (name, payload) => {
      if (name === 'await-step') {
        await awaitStep(awaitStepInput.parse(payload), { cases, waits, workflow, commit: committing })
      }
      if (name === 'draw-up-contract') await tell(drawUp)
      if (name === 'seal-contract') await tell(seal)
      return null
    },
  })
  const { workflow } = engine
  const tell = async (command: Command) => {
    const result = await commit(committing, reference, command)
    if (result === undefined || 'refused' in result)
      throw new Error(`${command.type}: ${JSON.stringify(result)}`)
    const head = await cases.find(reference)
    if (head !== undefined) await reconcile(head, { waits, workflow })
  }
  const until = async <S extends Status>(status: S): Promise<StateOf<S>> => {
    await expect
      .poll(async () => (await cases.find(reference))?.state.status, { timeout: patience, interval: 5 })
      .toBe(status)
    return (await cases.find(reference))?.state as StateOf<S>
  }
  const submitted = { type: 'submit', reference, language: 'fa', documents: documents(1), applicant } as const
  await attemptCommit({ ...committing, programme }, null, submitted, [])
  const stop = async () => {
    await engine.stop()
    database.close()
  }
  return { tell, until, trace: () => engine.trace(reference), stop }
}

const drawUp: Command = {
  type: 'draw-up',
  version: 1,
  number: 'N-1',
  documentDigest: digestOf('document'),
  termsDigest: digestOf('terms'),
}
const seal: Command = {
  type: 'seal',
  version: 1,
  sealDigest: digestOf('seal'),
  openContractingDigest: digestOf('release'),
}

async function approvedCase(programme: Programme, reminders: number): Promise<string[]> {
  const { tell, until, trace, stop } = await open(programme)
  await tell({ type: 'confirm' })
  const scores = Object.fromEntries(programme.rubric.criteria.map(({ id }) => [id, 5]))
  for (const { id } of programme.stages) {
    await expect
      .poll(async () => (await until('in-review')).stage, { timeout: patience, interval: 5 })
      .toBe(id)
    for (let count = 0; count < reminders; count += 1) {
      await tell({ type: 'mark-unreachable', email: `${count}-${id}@kerman.example`, kind: 'bounce' })
    }
    const { seats, documentsDigest } = await until('in-review')
    for (const { seat, holder } of seats) {
      const by = { stage: id, seat, email: holder?.email ?? '' }
      const result = await tell({ type: 'declare', ...by }).catch(() => 'closed')
      if (result === 'closed') break
      await tell({
        type: 'decide-review',
        ...by,
        decision: 'approve',
        reason: 'Good',
        scores,
        documentsDigest,
      })
    }
  }
  await until('settling-terms')
  await tell(recordOf())
  await tell({ type: 'release-terms', by: 'office@kerman.example', terms: exampleTerms(), note: '' })
  const { signatories } = await until('signing')
  for (const { id, person } of signatories) {
    const evidence = { typedName: 'A Name', ip: '192.0.2.1', userAgent: 'test' }
    await tell({
      type: 'sign',
      id,
      email: person?.email ?? '',
      documentDigest: digestOf('document'),
      evidence,
    })
  }
  await until('with-finance')
  await tell({ type: 'acknowledge', note: '' })
  await expect.poll(() => trace()?.status, { timeout: patience }).toBe('SUCCEEDED')
  const entered = [...(trace()?.entered ?? [])]
  await stop()
  return entered
}

describe('the price of an approved case', () => {
  const threeStages = { ...kerman, stages: kerman.stages.slice(0, 3) }

  it('is at most 14 transitions with three review stages, three signatures and finance', async () => {
    expect((await approvedCase(threeStages, 0)).length).toBeLessThanOrEqual(14)
  })

  it('does not grow with reviewers or with what else happens while a stage waits', async () => {
    const [first, ...rest] = threeStages.stages
    const seats = Array.from({ length: 9 }, (_, index) => ({
      id: `seat-${index}`,
      holder: {
        name: { fa: 'ن', en: 'N' },
        role: { fa: 'ن', en: 'R' },
        email: `many-${index}@kerman.example`,
      },
    }))
    const crowded =
      first === undefined ? threeStages : { ...threeStages, stages: [{ ...first, seats }, ...rest] }
    const plain = await approvedCase(threeStages, 0)
    expect(await approvedCase(crowded, 5)).toEqual(plain)
  })
})
