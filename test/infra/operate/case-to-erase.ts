import { attemptCommit, type CommitDependencies, commit } from '#functions/shared/commit.ts'
import { random } from '#functions/shared/ports/random.ts'
import { machineFileRemoval } from '#infra/machine/files/machine-files.ts'
import { filesForTests } from '#test/infra/machine/files/files-for-tests.ts'
import type { RowsOfHome } from '#test/ports/rows-of-homes.ts'
import { kerman } from '#test/workflows/proposal/case-play.ts'
import type { FileRecord } from '#workflows/form/file-record.ts'
import type { Command } from '#workflows/proposal/commands.ts'
import { revisionDigests } from '#workflows/proposal/revision.ts'

export const applicant = {
  name: 'Canary Founder',
  organisation: 'Canary Team',
  email: 'canary@startup.example',
}
export const personalForm = { nationalCode: '0499370899', mobile: '09121234567', contactName: applicant.name }
export const by = kerman.caseOffice.email
const pdf = Buffer.from('%PDF-1.7\ncanary attachment')

/** A case with everything that may hold the applicant's data; its attachment may be one from before cases had their own. */
export async function caseToErase(
  rows: RowsOfHome,
  reference: string,
  now: () => Date,
  earlier?: FileRecord,
) {
  const { files, store } = await filesForTests()
  const { cases, links, effects, personalRows, all } = rows.portsAt(now)
  const committing: CommitDependencies = { cases, random, programmeOf: () => kerman, now }
  const { fileId } = await files.store({ name: 'plan.pdf', type: 'application/pdf', bytes: pdf })
  const file = await files.inspect(fileId)
  if (file === undefined || 'unwanted' in file) throw new Error('The attachment is there')
  const attached = earlier ?? (await files.attach(reference, file))
  const content = {
    open: { title: 'Health at home' },
    personal: { salt: 'a salt that is long', value: personalForm },
    files: [attached],
  }
  const revision = {
    reference,
    revision: 1,
    at: now().toISOString(),
    ...content,
    ...revisionDigests(content),
  }
  const documents = {
    documentsDigest: revision.documentsDigest,
    title: 'Health at home',
    sector: 'health',
    contractType: 'revenue_share',
    expectedRevenue: 1,
  }
  const submit: Command = { type: 'submit', reference, language: 'fa', documents, applicant }
  await attemptCommit({ ...committing, programme: kerman }, null, submit, [{ kind: 'revision', revision }])
  const must = async (command: Command) => {
    const result = await commit(committing, reference, command)
    if (result === undefined || 'refused' in result) throw new Error(`${command.type} was refused`)
  }
  const expires = new Date(now().getTime() + 60_000).toISOString()
  const token = await links.issue({ opens: 'track', reference, expires })
  const signing = await links.issue({
    opens: 'sign',
    reference,
    signatory: 'startup',
    email: applicant.email,
    expires,
  })
  const others = await links.issue({ opens: 'finance', reference, email: by, expires })
  return {
    files,
    cases,
    effects,
    all,
    links: { ...links, token, signing, others },
    must,
    attached,
    commit: committing,
    dependencies: {
      rows: personalRows,
      cases,
      commit: committing,
      deleteLinks: (erased: string) => all.deleteEveryLink(erased),
      remove: machineFileRemoval(store).remove,
    },
  }
}

/** Every row that names the case. */
export async function dumpOf(rows: RowsOfHome, reference: string): Promise<string> {
  const mine = await rows.saying(reference)
  if (mine.length < 3) throw new Error('A case has more rows than that')
  return mine.join('\n')
}
