import type { Locator } from 'playwright-core'
import { checkTexts } from '#functions/review/check-step.ts'
import { reviewTexts } from '#functions/review/review-texts.ts'
import { decisionWords } from '#functions/shared/pages/decision-words.ts'
import { partsTexts } from '#functions/shared/pages/parts-texts.ts'
import type { DecisionKind } from '#workflows/decision.ts'
import { formatNumber } from '#workflows/text/format-number.ts'
import type { Person } from './person.ts'
import { programme, type Stage } from './stage.ts'

export interface Word {
  readonly decision: DecisionKind
  readonly reason: string
  /** Of the programme's list. */
  readonly reasonCode?: string
  /** For each criterion; absent where the stage does not score. */
  readonly score?: string
}

/** Opens a review link and declares, after a press of the button without the tick. */
export async function declare({ language }: Stage, reviewer: Person, link: string): Promise<void> {
  const { declaration } = reviewTexts[language]
  await reviewer.open(link)
  await reviewer.seesHeading(declaration.title)
  await reviewer.keep('review-declaration')
  await reviewer.press(declaration.button)
  await reviewer.sees(declaration.missing)
  await reviewer.keep('review-declaration-fault')
  await reviewer.tick(declaration.box)
  await reviewer.typeNumber()
  await reviewer.press(declaration.button)
  await reviewer.seesHeading(reviewTexts[language].decision.title)
}

export async function decide({ language }: Stage, reviewer: Person, word: Word): Promise<void> {
  const texts = reviewTexts[language].decision
  const { score } = word
  await reviewer.choose(texts.question, decisionWords[word.decision][language])
  if (score !== undefined) {
    for (const choices of criteria({ language }, reviewer)) await choices.nth(Number(score)).check()
  }
  if (word.reasonCode !== undefined) {
    const list = reviewer.page.getByRole('combobox', {
      name: reviewer.optional(texts.reasonCode),
      exact: true,
    })
    await list.selectOption(word.reasonCode)
  }
  await reviewer.write(texts.reason, word.reason)
  await reviewer.press(texts.button)
  await sendOnceMore({ language }, reviewer)
}

/** Whose opinion ends the stage, or may, sees once more what they send. */
async function sendOnceMore({ language }: Pick<Stage, 'language'>, reviewer: Person): Promise<void> {
  const { send } = checkTexts[language]
  if ((await reviewer.button(send).count()) === 0) return
  await reviewer.keep('review-check')
  await reviewer.press(send)
}

/** The same by the keyboard alone, from the opened link to the recorded decision. */
export async function decideByKeyboard(
  { language }: Stage,
  reviewer: Person,
  { link, score = '4', reason }: Omit<Word, 'decision'> & { readonly link: string },
): Promise<void> {
  const { declaration, decision } = reviewTexts[language]
  await reviewer.open(link)
  await reviewer.tabTo(reviewer.page.getByRole('checkbox', { name: declaration.box, exact: true }))
  await reviewer.page.keyboard.press('Space')
  await reviewer.typeInto(reviewer.numberBox(), await reviewer.shownNumber())
  await reviewer.tabTo(reviewer.button(declaration.button))
  await reviewer.strike('Enter')
  await reviewer.seesHeading(decision.title)
  await reviewer.tabTo(
    reviewer.page.getByRole('radio', { name: decisionWords.approve[language], exact: true }),
  )
  await reviewer.page.keyboard.press('Space')
  for (const choices of criteria({ language }, reviewer)) {
    await reviewer.tabTo(choices.first())
    for (let steps = 0; steps < Number(score); steps += 1) await reviewer.page.keyboard.press('ArrowDown')
  }
  await reviewer.typeInto(reviewer.textbox(decision.reason), reason)
  await reviewer.tabTo(reviewer.button(decision.button))
  await reviewer.strike('Enter')
}

/** Presses the buttons of every form before writing anything. */
export async function forgetEverything({ language }: Stage, reviewer: Person): Promise<void> {
  const { decision, delegation, recusal } = reviewTexts[language]
  const faults = partsTexts[language].faultsTitle
  await reviewer.press(decision.button)
  await reviewer.seesHeading(faults)
  await reviewer.keep('review-decision-faults')
  await reviewer.unfold(delegation.title)
  await reviewer.press(delegation.button)
  await reviewer.seesHeading(faults)
  await reviewer.keep('review-delegation-faults')
  await reviewer.unfold(recusal.title)
  await reviewer.press(recusal.button)
  await reviewer.seesHeading(faults)
  await reviewer.keep('review-recusal-faults')
}

export async function recuse({ language }: Stage, reviewer: Person, reason: string): Promise<void> {
  const { recusal } = reviewTexts[language]
  await reviewer.unfold(recusal.title)
  await reviewer.write(recusal.reason, reason)
  await reviewer.press(recusal.button)
}

/** For each criterion its scores, from the lowest. */
function criteria({ language }: Pick<Stage, 'language'>, reviewer: Person): Locator[] {
  const { weight: weighs } = reviewTexts[language].decision
  return programme.rubric.criteria.map(({ name, weight }) =>
    reviewer.page
      .getByRole('group', { name: `${name[language]} – ${weighs(formatNumber(weight, language))}` })
      .getByRole('radio'),
  )
}
