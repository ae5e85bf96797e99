import type { Text } from '#workflows/language.ts'

export type SectionId = 'startup' | 'idea' | 'money' | 'needs' | 'attachments' | 'consent'

/** One answer of a choice; its value is what is stored and never translated. */
interface Option {
  readonly value: string
  readonly label: Text
}

interface Common {
  readonly id: string
  readonly section: SectionId
  readonly label: Text
  /** What to write, for whoever has not seen such a form before. */
  readonly help: Text
  readonly required: boolean
  /** Whether it is about a person, so that it may have to be erased one day; of a team, which is no legal person, more is. */
  readonly personal: boolean | 'of-teams'
  /** The answer of another field that makes this one required. */
  readonly requiredWhen?: { readonly field: string; readonly is: string }
  /** The token of HTML's `autocomplete`, when browsers know the answer. */
  readonly autocomplete?: string
}

/** Prose. Lengths are in code points. */
export interface TextField extends Common {
  readonly kind: 'text' | 'textarea'
  readonly min: number
  readonly max: number
  /** Whether a contract prints it word for word. */
  readonly printed: boolean
}

/** A number that is a name: read and kept as digits. */
export interface DigitsField extends Common {
  readonly kind: 'digits'
  readonly length: number
  /** What the digits are; `free` are those of others, who change them: what is unusual is said and taken. */
  readonly check: 'legal-id' | 'national-code' | 'free'
}

interface MobileField extends Common {
  readonly kind: 'tel'
  readonly length: number
}

interface EmailField extends Common {
  readonly kind: 'email'
  readonly max: number
}

interface ChoiceField extends Common {
  readonly kind: 'select' | 'radio'
  readonly options: readonly Option[]
}

/** `money` is in whole rials; `scale` is how many decimals a `decimal` may have. */
export interface NumberField extends Common {
  readonly kind: 'int' | 'money' | 'decimal'
  readonly min: number
  readonly max: number
  readonly scale: number
}

/** Amounts of whole rials, one for each of so many years. */
interface MoneyListField extends Common {
  readonly kind: 'money-list'
  readonly count: number
  readonly min: number
  readonly max: number
}

/** Ids of uploaded files. */
interface FilesField extends Common {
  readonly kind: 'files'
  readonly minCount: number
  readonly maxCount: number
  /** Mebibytes for each file. */
  readonly maxMegabytes: number
  readonly mediaTypes: readonly string[]
}

interface CheckboxField extends Common {
  readonly kind: 'checkbox'
}

export type Field =
  | TextField
  | DigitsField
  | MobileField
  | EmailField
  | ChoiceField
  | NumberField
  | MoneyListField
  | FilesField
  | CheckboxField
