import type { CaseStore } from '#functions/adapters/case-store.ts'
import type { Files } from '#functions/adapters/files.ts'
import type { Links } from '#functions/adapters/links.ts'
import type { Mailer } from '#functions/adapters/mailer.ts'
import type { Throttle } from '#functions/adapters/throttle.ts'
import type { UnsentForms } from '#functions/adapters/unsent-forms.ts'
import type { CommitDependencies } from '#functions/commit.ts'
import type { Digest } from '#workflows/ledger/digest.ts'
import type { Programme } from '#workflows/programme/programme.ts'

/** What the public form and the confirmation need from outside. */
export interface SubmitDependencies extends CommitDependencies {
  readonly cases: Pick<CaseStore, 'find' | 'append' | 'answerTo' | 'revision' | 'entries'>
  readonly links: Pick<Links, 'find' | 'issue'>
  readonly files: Pick<Files, 'ticket' | 'store' | 'inspect' | 'attach' | 'write'>
  readonly throttle: Throttle
  readonly unsent: UnsentForms
  readonly mailer: Pick<Mailer, 'send'>
  /** Without a slash at its end. */
  readonly publicUrl: string
  /** The one under which new cases are taken. */
  readonly programme: Programme
  /** The digest of its rules. */
  readonly rules?: Digest
}
