import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core'
import { fieldId } from '#functions/shared/pages/field.ts'
import { partsTexts } from '#functions/shared/pages/parts-texts.ts'
import type { Language } from '#workflows/language.ts'
import type { Album } from './album.ts'

export interface Seat {
  readonly browser: Browser
  readonly album: Album
  readonly language: Language
  readonly publicUrl: string
  readonly device: BrowserContextOptions
}

/** Somebody at a browser of their own, who finds everything by what it is called, as a screen reader says it. */
export class Person {
  readonly page: Page
  readonly #seat: Seat

  private constructor(page: Page, seat: Seat) {
    this.page = page
    this.#seat = seat
  }

  static async at(seat: Seat): Promise<Person> {
    const context = await seat.browser.newContext({ ...seat.device, baseURL: seat.publicUrl })
    context.setDefaultTimeout(60_000)
    const page = await context.newPage()
    seat.album.watch(page)
    return new Person(page, seat)
  }

  /** Opens an address, and its other language where it is not the person's. */
  async open(address: string): Promise<void> {
    const { language } = this.#seat
    await this.page.goto(address)
    if ((await this.page.locator('html').getAttribute('lang')) === language) return
    await this.#leads(this.page.locator(`a[hreflang="${language}"]`).click())
  }

  /** Presses a button and waits for the page to which it leads. */
  async press(name: string): Promise<void> {
    await this.#leads(this.button(name).click())
  }

  async follow(name: string): Promise<void> {
    await this.#leads(this.page.getByRole('link', { name, exact: true }).click())
  }

  async write(name: string, text: string): Promise<void> {
    await this.textbox(name).fill(text)
  }

  async choose(group: string, option: string): Promise<void> {
    await this.page
      .getByRole('group', { name: group })
      .getByRole('radio', { name: option, exact: true })
      .check()
  }

  /** Chooses one of a list by its value. */
  async pick(name: string, value: string): Promise<void> {
    await this.page.getByRole('combobox', { name, exact: true }).selectOption(value)
  }

  async tick(name: string): Promise<void> {
    await this.page.getByRole('checkbox', { name, exact: true }).check()
  }

  /** Reads the number that the form shows, and types it where it is asked for. */
  async typeNumber(form?: string): Promise<void> {
    await this.numberBox(form).fill(await this.shownNumber(form))
  }

  /** Where two forms of a page ask for it, that of one of them. */
  numberBox(form?: string): Locator {
    return this.page.locator(`#${numberId(form)}`)
  }

  async shownNumber(form?: string): Promise<string> {
    const label = await this.page.locator(`label[for="${numberId(form)}"]`).innerText()
    return /[\d۰-۹]{4}/.exec(label)?.[0] ?? ''
  }

  async unfold(title: string): Promise<void> {
    const details = this.page.locator('details').filter({ has: this.page.getByText(title, { exact: true }) })
    if ((await details.getAttribute('open')) === null) await details.locator('summary').click()
  }

  async sees(text: string): Promise<void> {
    await this.page.getByText(text).filter({ visible: true }).first().waitFor()
  }

  async seesHeading(name: string): Promise<void> {
    await this.page.getByRole('heading', { name, exact: true }).first().waitFor()
  }

  async keep(name: string): Promise<void> {
    await this.#seat.album.keep(this.page, name, this.#seat.language)
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true })
  }

  textbox(name: string): Locator {
    return this.page.getByRole('textbox', { name, exact: true })
  }

  /** How a question that may stay without an answer is called. */
  optional(label: string): string {
    return `${label} ${partsTexts[this.#seat.language].optional}`
  }

  /** Goes there by the Tab key alone. @throws Error where the key does not lead there. */
  async tabTo(target: Locator): Promise<void> {
    for (let presses = 0; presses < 150; presses += 1) {
      await this.page.keyboard.press('Tab')
      if ((await target.and(this.page.locator(':focus')).count()) === 1) return
    }
    throw new Error(`The Tab key does not lead to ${target.toString()}`)
  }

  async typeInto(target: Locator, text: string): Promise<void> {
    await this.tabTo(target)
    await this.page.keyboard.insertText(text)
  }

  /** Presses a key that sends a form, and waits for the page to which it leads. */
  async strike(key: string): Promise<void> {
    await this.#leads(this.page.keyboard.press(key))
  }

  async leave(): Promise<void> {
    await this.page.context().close()
  }

  async #leads(act: Promise<void>): Promise<void> {
    await Promise.all([this.page.waitForEvent('load'), act])
  }
}

function numberId(form = ''): string {
  return fieldId(`${form} shownNumber`)
}
