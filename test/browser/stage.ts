import type { Browser, BrowserContextOptions } from 'playwright-core'
import type { Visitor } from '#infra/machine/demo/visitor.ts'
import type { Language } from '#workflows/language.ts'
import { programmeById } from '#workflows/programme/load-programme.ts'
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
