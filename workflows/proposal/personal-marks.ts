import { digestOf } from '#workflows/ledger/digest.ts'

/** Numbers that are one person's. */
export interface PersonalNumbers {
  readonly mobile?: string | undefined
  readonly nationalCode?: string | undefined
}

/**
 * Salted digests of somebody's numbers, by which they can be told to be somebody else's too without standing in the case for
 * everybody to read. They are no secret: so few digits can be tried. Like all that is personal they go with an erasure.
 */
export function personalMarks({ mobile, nationalCode }: PersonalNumbers, salt: string): string[] {
  return [
    ...(mobile === undefined ? [] : [markOf('mobile', mobile, salt)]),
    ...(nationalCode === undefined ? [] : [markOf('nationalCode', nationalCode, salt)]),
  ]
}

/** Whether one of the marks was made of one of these numbers. */
export function areMarksOf(marks: readonly string[], { mobile, nationalCode }: PersonalNumbers): boolean {
  if (mobile === undefined && nationalCode === undefined) return false
  return marks.some((mark) => {
    const salt = mark.slice(mark.indexOf('.') + 1)
    return personalMarks({ mobile, nationalCode }, salt).includes(mark)
  })
}

function markOf(kind: keyof PersonalNumbers, number: string, salt: string): string {
  return `${digestOf({ kind, number, salt })}.${salt}`
}
