import { paths } from '#functions/paths.ts'
import { shortMail } from '#functions/shared/emails/short-mail.ts'
import type { Links } from '#functions/shared/ports/links.ts'
import { logFacts } from '#functions/shared/ports/log.ts'
import type { Mail, Mailer } from '#functions/shared/ports/mailer.ts'
import {
  answeredFor,
  type SignInNews,
  type SignInRequest,
  type SignIns,
} from '#functions/shared/ports/sign-ins.ts'
import type { Text } from '#workflows/language.ts'
import { memberDigest } from '#workflows/programme/address-digest.ts'
import { formatGregorian, formatJalali } from '#workflows/programme/jalali.ts'
import type { Member, Programme } from '#workflows/programme/programme.ts'
import { samePerson } from '#workflows/proposal/state.ts'
import { type LostLinkDependencies, mailLostLinks } from './lost-links.ts'

/** How long a sign-in link works. Seconds. */
export const signInLinkLength = 10 * 60

export interface SignInDependencies extends LostLinkDependencies {
  readonly signIns: SignIns
  readonly links: Pick<Links, 'issue'>
  readonly mailer: Pick<Mailer, 'send'>
  /** The one whose members may sign in. */
  readonly programme: () => Programme
  /** Without a slash at its end. */
  readonly publicUrl: string
  readonly now: () => Date
}

/** The member with that address; who left the programme is signed out with it. */
export function memberWith(email: string, programme: Programme): Member | undefined {
  return programme.caseOffice.members.find((member) => samePerson(member.email, email))
}

/**
 * Answers who asked to sign in: a member gets a link, anybody else nothing. It is done here and not where it was asked, so that
 * nobody learns who is a member from how long that takes. A mail that failed is asked for again, as long as it is any use.
 * @throws AggregateError after all were tried, of what failed
 */
export async function answerSignIns(dependencies: SignInDependencies): Promise<void> {
  const { signIns } = dependencies
  const failures: unknown[] = []
  const note = (error: unknown): void => {
    failures.push(error)
  }
  for (const request of await signIns.take()) {
    try {
      await answer(request, dependencies)
    } catch (error) {
      note(error)
      await signIns.askAgain(request).catch(note)
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Requests to sign in could not be answered')
}

async function answer(request: SignInRequest, dependencies: SignInDependencies): Promise<void> {
  const member = memberWith(request.email, dependencies.programme())
  const isRecent = isOpen(request, dependencies.now())
  switch (request.kind) {
    case 'news':
      if (member === undefined) return
      if (isRecent) await dependencies.mailer.send(newsMail(member, request.tells, dependencies))
      else
        logFacts({
          told: 'sign-in-news-dropped',
          what: request.tells,
          member: memberDigest(member.email).slice(0, 12),
        })
      return
    case 'lost-links':
      if (isRecent) await mailLostLinks(request, dependencies)
      return
    case 'sign-in':
      if (member !== undefined && isRecent) await mailLink(member, dependencies)
  }
}

function isOpen(request: SignInRequest, now: Date): boolean {
  return now.getTime() - new Date(request.at).getTime() <= answeredFor(request) * 1_000
}

async function mailLink(
  member: Member,
  { links, mailer, now, publicUrl, programme }: SignInDependencies,
): Promise<void> {
  const expires = new Date(now().getTime() + signInLinkLength * 1_000).toISOString()
  const token = await links.issue({ opens: 'board', email: member.email, expires })
  await mailer.send(signInMail(member, `${publicUrl}${paths.enter(token)}`, programme()))
}

const news: Readonly<Record<SignInNews, { readonly subject: Text; readonly before: Text }>> = {
  'factor-set': {
    subject: { fa: 'عامل دوم ورود شما تنظیم شد', en: 'Your second factor was set up' },
    before: {
      fa: 'از این پس برای ورود به میز پرونده‌ها، افزون بر پیوند رایانامه، کد یک‌بارمصرف اپ شما خواسته می‌شود.',
      en: 'From now on the board asks for a one-time code of your app besides the mailed link.',
    },
  },
  'factor-removed': {
    subject: { fa: 'عامل دوم ورود شما برداشته شد', en: 'Your second factor was removed' },
    before: {
      fa: 'به درخواست شما، ورود به میز پرونده‌ها دیگر کد یک‌بارمصرف نمی‌خواهد.',
      en: 'As you asked, the board no longer asks you for a one-time code.',
    },
  },
  'factor-reset': {
    subject: { fa: 'عامل دوم ورود شما بازنشانی شد', en: 'Your second factor was reset' },
    before: {
      fa: 'یکی از همکاران دبیرخانه یا راهبر سامانه عامل دوم شما را برداشت و نشست‌های شما پایان یافت. در ورود بعدی آن را با کد راه‌اندازی، که همکارتان تلفنی یا حضوری به شما می‌دهد، از نو تنظیم کنید.',
      en: 'A colleague of the case office, or the operator, removed your second factor and your sessions ended. When you next sign in, set it up anew with the enrolment code that they tell you by phone or in person.',
    },
  },
  'recovery-code-used': {
    subject: { fa: 'یک کد بازیابی شما به کار رفت', en: 'One of your recovery codes was used' },
    before: {
      fa: 'برای ورود به میز پرونده‌ها یکی از کدهای بازیابی شما به کار رفت؛ آن کد دیگر پذیرفته نمی‌شود.',
      en: 'A recovery code of yours was used on the board; it is not accepted again.',
    },
  },
  'factor-to-come': {
    subject: {
      fa: 'ورود به میز پرونده‌ها به‌زودی عامل دوم می‌خواهد',
      en: 'The board will soon ask for a second factor',
    },
    before: {
      fa: 'ورود به میز پرونده‌ها به‌زودی افزون بر پیوند رایانامه کد یک‌بارمصرف اپ شما را هم می‌خواهد. پیش از آن روز، عامل دوم خود را در این صفحه تنظیم کنید؛ اگر تنظیم کرده‌اید، کاری لازم نیست. از این روز:',
      en: 'The board will soon ask for a one-time code of your app besides the mailed link. Set your second factor up on this page before then; if you have, there is nothing to do. It begins on',
    },
  },
  'sessions-ended': {
    subject: { fa: 'نشست‌های شما پایان داده شد', en: 'Your sessions were ended' },
    before: {
      fa: 'یکی از همکاران دبیرخانه همهٔ نشست‌های شما را روی میز پرونده‌ها پایان داد.',
      en: 'A colleague of the case office ended all your sessions on the board.',
    },
  },
}

/** What became of a member's own sign-in. */
function newsMail(
  member: Member,
  tells: SignInNews,
  { programme, publicUrl }: Pick<SignInDependencies, 'programme' | 'publicUrl'>,
): Mail {
  const { subject, before } = news[tells]
  const from = tells === 'factor-to-come' ? programme().board.secondFactorFrom : undefined
  return shortMail({
    to: member.email,
    programme: programme(),
    subject,
    before: from === undefined ? before : withDay(before, from),
    brings: {
      href: `${publicUrl}${paths.sessions()}`,
      label: { fa: 'نشست‌ها و عامل دوم من', en: 'My sessions and second factor' },
    },
    after: from === undefined ? notYou : ifLate,
  })
}

const notYou: Text = {
  fa: 'اگر این کار شما نبوده است، بی‌درنگ به دبیرخانه خبر دهید.',
  en: 'If this was not you, tell the case office at once.',
}
const ifLate: Text = {
  fa: 'پس از آن روز، بدون عامل دوم تنها همان صفحهٔ تنظیم باز می‌شود.',
  en: 'After that day nothing but the page that sets it up opens without one.',
}

function withDay({ fa, en }: Text, day: string): Text {
  return {
    fa: `${fa} ${formatJalali(new Date(day), 'fa', 'UTC')}`,
    en: `${en} ${formatGregorian(new Date(day), 'en', 'UTC')}`,
  }
}

function signInMail(member: Member, href: string, programme: Programme): Mail {
  return shortMail({
    to: member.email,
    programme,
    subject: { fa: 'پیوند ورود به میز پرونده‌ها', en: 'Sign-in to the board' },
    before: {
      fa: `${member.name.fa}، با این پیوند وارد میز پرونده‌ها شوید:`,
      en: `${member.name.en}, this link takes you to the board of cases:`,
    },
    brings: { href, label: { fa: 'ورود به میز پرونده‌ها', en: 'Enter the board' } },
    after: {
      fa: 'پیوند تا ده دقیقه و تنها یک بار کار می‌کند. اگر شما آن را نخواسته‌اید، نادیده بگیرید.',
      en: 'It works once and for ten minutes. If you did not ask for it, ignore this message.',
    },
  })
}
