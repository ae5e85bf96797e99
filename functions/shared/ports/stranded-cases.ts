import * as z from 'zod'
import { MissingProgramme, programmeVersion } from '#workflows/programme/load-programme.ts'
import { type PinnedProgramme, pinnedProgrammeSchema } from '#workflows/programme/pinned-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import type { AllCases } from './all-cases.ts'

/** What has to be known of a head, so that one which this release cannot read otherwise is judged as well. */
const headSchema = z.object({
  state: z.object({
    status: z.string(),
    programme: pinnedProgrammeSchema,
    applicant: z.unknown(),
  }),
})

export interface Stranded {
  /** Open cases whose rules this release does not have: none of them can be decided, nor any page of theirs be shown. */
  readonly open: readonly string[]
  /** The same of closed cases whose applicants still have a page. */
  readonly closed: readonly string[]
  /** Cases whose head says nothing at all; each is shown as such, and restored from its ledger. */
  readonly unreadable: readonly string[]
}

/** Looks through every case for those that this release cannot go on with. */
export async function strandedCases(
  all: Pick<AllCases, 'heads'>,
  programmeOf: (pinned: PinnedProgramme) => Programme = programmeVersion,
): Promise<Stranded> {
  const found = { open: [] as string[], closed: [] as string[], unreadable: [] as string[] }
  for await (const { reference, head } of all.heads()) {
    const state = headSchema.safeParse(head).data?.state
    if (state === undefined) found.unreadable.push(reference)
    else if (!isThere(state.programme, programmeOf)) {
      const { version, id, rules = 'no digest' } = state.programme
      const line = `${reference}: ${id} ${version} (${rules})`
      if (state.status !== 'closed') found.open.push(line)
      else if (state.applicant !== null) found.closed.push(line)
    }
  }
  return found
}

/** In words for whoever starts, deploys or operates; nothing when every case can go on. */
export function strandedLines({ open, closed, unreadable }: Stranded): readonly string[] {
  const mend =
    'Keep the programme with these rules as workflows/programmes/<id>-<version>.json and name it under "earlier" in workflows/programme/load-programme.ts (docs/operations.md, "Rules").'
  return [
    ...listed('Open cases run under rules that this release does not have:', open),
    ...listed('Closed cases whose pages need rules that this release does not have:', closed),
    ...(open.length + closed.length > 0 ? [mend] : []),
    ...listed('Cases whose head cannot be read; `npm run operate -- verify` tells more:', unreadable),
  ]
}

function listed(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.toSorted().map((line) => `  ${line}`)]
}

function isThere(pinned: PinnedProgramme, programmeOf: (pinned: PinnedProgramme) => Programme): boolean {
  try {
    programmeOf(pinned)
    return true
  } catch (error) {
    if (error instanceof MissingProgramme) return false
    throw error
  }
}
