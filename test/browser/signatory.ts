import { partsTexts } from '#functions/shared/pages/parts-texts.ts'
import { signTexts } from '#functions/sign/sign-texts.ts'
import type { Person } from './person.ts'
import type { Stage } from './stage.ts'

export interface Signature {
  readonly link: string
  readonly email: string
  readonly name: string
  readonly reference: string
}

/** Signs with a code, after everything that can go wrong on the way. */
export async function sign(stage: Stage, signatory: Person, signature: Signature): Promise<void> {
  const texts = signTexts[stage.language]
  const faults = partsTexts[stage.language].faultsTitle
  await signatory.open(signature.link)
  await signatory.sees(texts.turn)
  await signatory.keep('sign')
  await signatory.press(texts.sign)
  await signatory.seesHeading(faults)
  await signatory.keep('sign-faults')
  await signatory.unfold(texts.refuseTitle)
  await signatory.press(texts.refuse)
  await signatory.seesHeading(faults)
  await signatory.keep('sign-refusal-faults')
  await signatory.press(texts.sendCode)
  await signatory.seesHeading(texts.sentTitle)
  await signatory.keep('sign-code-sent')
  const code = await codeFor(stage, signature)
  for (const typed of [code === '000000' ? '000001' : '000000', code]) {
    await signatory.write(texts.name, signature.name)
    await signatory.write(texts.code, typed)
    await signatory.tick(texts.consent)
    await signatory.press(texts.sign)
    if (typed !== code) await signatory.keep('sign-wrong-code')
  }
  await signatory.seesHeading(texts.signed)
  await signatory.keep('signed')
}

/** The same by the keyboard alone. */
export async function signByKeyboard(stage: Stage, signatory: Person, signature: Signature): Promise<void> {
  const texts = signTexts[stage.language]
  await signatory.open(signature.link)
  await signatory.tabTo(signatory.button(texts.sendCode))
  await signatory.strike('Enter')
  await signatory.seesHeading(texts.sentTitle)
  await signatory.typeInto(signatory.textbox(texts.name), signature.name)
  await signatory.typeInto(signatory.textbox(texts.code), await codeFor(stage, signature))
  await signatory.tabTo(signatory.page.getByRole('checkbox', { name: texts.consent, exact: true }))
  await signatory.page.keyboard.press('Space')
  await signatory.tabTo(signatory.button(texts.sign))
  await signatory.strike('Enter')
  await signatory.seesHeading(texts.signed)
}

async function codeFor({ visitor }: Stage, { email, reference }: Signature): Promise<string> {
  const [code] = await visitor.words(email, /^\d{6}$/m, reference)
  return code
}
