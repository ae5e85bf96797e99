import type { CommitDependencies } from '#functions/shared/commit.ts'
import type { CaseStore } from '#functions/shared/ports/case-store.ts'
import type { Files } from '#functions/shared/ports/files.ts'
import type { Links } from '#functions/shared/ports/links.ts'
import type { Mailer } from '#functions/shared/ports/mailer.ts'
import type { Throttle } from '#functions/shared/ports/throttle.ts'
import type { UnsentForms } from '#functions/shared/ports/unsent-forms.ts'
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
