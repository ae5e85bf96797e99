import type { Browser, BrowserContextOptions } from 'playwright-core'
import type { Visitor } from '#infra/machine/demo/visitor.ts'
import type { Language } from '#workflows/language.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { approvalsNeeded } from '#workflows/proposal/quorum.ts'
import type { Album } from './album.ts'
import { Person } from './person.ts'

/** Where a case is played: the browser, the inboxes, the language, and the device that everybody has in hand. */
export interface Stage {
  readonly browser: Browser
  readonly album: Album
  readonly visitor: Visitor
  readonly language: Language
  readonly device: BrowserContextOptions
}

export const programme = programmeById('kerman')

type ReviewStage = Programme['stages'][number]

/** The programme's stages by what the stories need of one; in any other, whoever is needed approves. */
export interface Cast {
  readonly before: readonly ReviewStage[]
  /** The first in which three decide and not all of them have to approve. */
  readonly panel: ReviewStage
  readonly after: readonly ReviewStage[]
  /** One after it whose first seat has an alternate, and which two have to approve. */
  readonly lending: ReviewStage
}

export function castOf({ stages }: Pick<Programme, 'stages'> = programme): Cast {
  const at = stages.findIndex(({ seats, quorum }) => {
    const needed = approvalsNeeded(quorum, seats.length)
    return seats.length === 3 && needed === 2
  })
  const panel = stages[at]
  const after = stages.slice(at + 1)
  const lending = after.find(
    ({ seats, quorum }) => seats[0]?.alternate !== undefined && approvalsNeeded(quorum, seats.length) === 2,
  )
  if (panel === undefined || lending === undefined)
    throw new Error('The city has no stages for these stories')
  return { before: stages.slice(0, at), panel, after, lending }
}

/** Addresses of those whose approvals let a case through a stage. */
export function approvers({ seats, quorum }: ReviewStage): readonly string[] {
  return seats.slice(0, approvalsNeeded(quorum, seats.length)).map(({ holder }) => holder.email)
}

/** A phone whose browser runs no script. */
export const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  javaScriptEnabled: false,
}

export const desktop: BrowserContextOptions = { viewport: { width: 1280, height: 800 } }

/** Somebody sits down at a browser, does something, and leaves. */
export async function asSomebody<T>(stage: Stage, act: (person: Person) => Promise<T>): Promise<T> {
  const person = await Person.at({ ...stage, publicUrl: stage.visitor.publicUrl })
  const result = await act(person)
  await person.leave()
  return result
}
