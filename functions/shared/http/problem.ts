import type { Text } from '#workflows/language.ts'

/** One fault of one field, in both languages. */
export interface FieldFault {
  readonly field: string
  readonly code: string
  readonly message: Text
}

/** An answer that is not a success; `errorAnswer` makes a page or RFC 9457 problem+json of it. */
export interface Problem {
  readonly status: number
  /** Stable and machine-readable, e.g. `stale-documents`. */
  readonly code: string
  readonly title: Text
  /** What happened and what to do next. */
  readonly detail: Text
  /** What its reader can do now, where that is not what any problem of the status asks for. */
  readonly next?: readonly Text[]
  /** What a link says that opens the same address once more, where that will help. */
  readonly again?: Text
  readonly errors?: readonly FieldFault[]
  readonly headers?: Readonly<Record<string, string>>
}
