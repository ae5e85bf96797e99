import type { Problem } from '#functions/shared/http/problem.ts'
import { isolated } from '#functions/shared/pages/isolated.ts'
import { TornCase } from '#functions/shared/ports/torn-case.ts'
import type { Text } from '#workflows/language.ts'
import { MissingProgramme } from '#workflows/programme/load-programme.ts'

const code = 'case-cannot-be-shown'

const forHolders: Problem = {
  status: 503,
  code,
  title: { fa: 'این پرونده اکنون نمایش‌پذیر نیست', en: 'This case cannot be shown just now' },
  detail: {
    fa: 'ایراد از سامانه است، نه از شما. دبیرخانه آگاه شده است و پرونده را در فهرست خود می‌بیند.',
    en: 'The fault is ours, not yours. The case office has been told, and sees the case in its list.',
  },
  next: [
    {
      fa: 'پیوند خود را نگه دارید؛ پس از رفع ایراد با همان پیوند ادامه دهید.',
      en: 'Keep your link: once the fault is mended you go on by the same one.',
    },
    {
      fa: 'اگر مهلتی نزدیک است، به دبیرخانه بنویسید.',
      en: 'If a deadline is near, write to the case office.',
    },
  ],
}

/** A case that this release cannot read, whoever asks for it; undefined for any other error. On the board it says the mend. */
export function unshownCase(
  error: unknown,
  { board }: { readonly board: string | undefined },
): Problem | undefined {
  if (!(error instanceof MissingProgramme) && !(error instanceof TornCase)) return undefined
  if (board === undefined) return forHolders
  const { detail, mend } = error instanceof TornCase ? tornWords(board) : missingWords(error.version ?? '')
  const reference = isolated(board)
  return {
    status: 503,
    code,
    title: {
      fa: `پروندهٔ ${reference} نمایش‌پذیر نیست`,
      en: `Case ${reference} cannot be shown`,
    },
    detail,
    next: [mend],
  }
}

interface MendWords {
  readonly detail: Text
  readonly mend: Text
}

function missingWords(given: string): MendWords {
  const version = isolated(given)
  return {
    detail: {
      fa: `قاعده‌هایی که این پرونده با آن‌ها ثبت شده است (نسخهٔ ${version} برنامه) در این سامانه نیست. از پرونده چیزی کم نشده است.`,
      en: `The rules under which it was submitted (version ${version} of the programme) are not in this installation. Nothing of the case is lost.`,
    },
    mend: {
      fa: `از نگهدارندهٔ سامانه بخواهید برنامهٔ نسخهٔ ${version} را بازگرداند (راهنمای بهره‌برداری، بخش «Rules»). پس از آن پرونده خودبه‌خود باز می‌شود.`,
      en: `Ask whoever runs the system to put version ${version} of the programme back (docs/operations.md, “Rules”). The case then opens by itself.`,
    },
  }
}

function tornWords(reference: string): MendWords {
  const command = isolated(`operate verify ${reference}`)
  return {
    detail: {
      fa: 'دادهٔ ذخیره‌شدهٔ این پرونده خوانده نمی‌شود.',
      en: 'What is stored of this case cannot be read.',
    },
    mend: {
      fa: `از نگهدارندهٔ سامانه بخواهید با ${command} ببیند چه آسیب دیده است و آن را بازگرداند (راهنمای بهره‌برداری، بخش «Restore»).`,
      en: `Ask whoever runs the system to see by ${command} what is damaged, and to restore it (docs/operations.md, “Restore”).`,
    },
  }
}
