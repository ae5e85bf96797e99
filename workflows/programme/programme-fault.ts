import type * as z from 'zod'
import type { Text } from '#workflows/language.ts'

/** What is wrong with a programme, and where: `stages[1].seats[0].holder.email`. */
export interface ProgrammeFault {
  path: string
  message: Text
}

type ProgrammeIssue = z.core.$ZodIssue

const checks: Record<string, Text> = {
  id: {
    fa: 'شناسه باید با حرف کوچک لاتین آغاز شود و تنها حروف کوچک لاتین، رقم و خط تیره داشته باشد.',
    en: 'An id starts with a lower-case letter and holds only lower-case letters, digits and hyphens.',
  },
  words: {
    fa: 'متن نباید خالی یا بلندتر از ۱۰۰۰ نویسه باشد.',
    en: 'The text is empty or over 1000 characters.',
  },
  email: {
    fa: 'نشانی رایانامه درست نیست؛ یک نشانی سادهٔ لاتین مانند name@example.ir لازم است.',
    en: 'This is no plain email address such as name@example.ir.',
  },
  duration: {
    fa: 'مدت باید به قالب ISO 8601 و از یک ثانیه تا ۳۶۶ روز باشد، مانند P10D یا PT12H.',
    en: 'This is no ISO 8601 duration between a second and 366 days, such as P10D or PT12H.',
  },
  kept: {
    fa: 'مدت نگهداری forever است یا شماری از سال، ماه، هفته یا روز، مانند P2Y یا P30D، تا صد سال.',
    en: 'Data is kept "forever", or for a number of years, months, weeks or days such as P2Y or P30D, up to 100 years.',
  },
  hour: {
    fa: 'ساعت به شکل 08:00 و از 00:00 تا 23:59 نوشته می‌شود.',
    en: 'An hour is written like 08:00, from 00:00 to 23:59.',
  },
  version: {
    fa: 'نسخه تنها حروف لاتین، رقم، نقطه و خط تیره می‌پذیرد.',
    en: 'A version holds only letters, digits, dots and hyphens.',
  },
  timeZone: {
    fa: 'منطقهٔ زمانی شناخته نشد، مانند Asia/Tehran.',
    en: 'This is no IANA time zone, such as Asia/Tehran.',
  },
  holiday: {
    fa: 'تاریخ تعطیلی باید روزی واقعی در تقویم جلالی باشد: 01-13 برای هر سال یا 1405-03-14 برای یک سال.',
    en: 'A holiday is a Jalali day that exists: 01-13 for every year, or 1405-03-14 for one.',
  },
  code: {
    fa: 'کد باید با حرف بزرگ لاتین آغاز شود و تنها حروف بزرگ لاتین، رقم و خط زیر داشته باشد.',
    en: 'A code starts with a capital letter and holds only capital letters, digits and underscores.',
  },
  colour: { fa: 'رنگ باید به قالب ‎#0f5c63 باشد.', en: 'A colour is written like #0f5c63.' },
  colourOnLight: {
    fa: 'این رنگ روی زمینهٔ سفید خوانا نیست؛ رنگ تیره‌تری برگزینید.',
    en: 'This colour is too light to be read on white; choose a darker one.',
  },
  colourOnDark: {
    fa: 'این رنگ روی زمینهٔ تیره خوانا نیست؛ رنگ روشن‌تری برگزینید.',
    en: 'This colour is too dark to be read on dark pages; choose a lighter one.',
  },
  logo: {
    fa: 'نشان باید یک نقش SVG ساده (شکل و رنگ، بدون سبک، پیوند و اسکریپت) تا ۲۰٬۰۰۰ نویسه باشد.',
    en: 'The logo is an SVG of plain shapes and paint, without styles, links and scripts, of up to 20,000 characters.',
  },
  score: { fa: 'امتیاز عددی صحیح با رقم لاتین است.', en: 'A score is a whole number in Latin digits.' },
  question: { fa: 'فرم پرسشی با این شناسه ندارد.', en: 'The form has no question of this id.' },
  nationalCode: { fa: 'کد ملی ده رقم لاتین است.', en: 'A national code is ten digits.' },
  mobile: {
    fa: 'تلفن همراه یازده رقم لاتین است که با 09 آغاز می‌شود.',
    en: 'A mobile number is eleven digits that start with 09.',
  },
  nationalId: { fa: 'شناسهٔ ملی یازده رقم لاتین است.', en: 'A national legal id is eleven digits.' },
  iban: { fa: 'شماره شبا درست نیست.', en: 'This is no valid Iranian IBAN.' },
  webhookUrl: {
    fa: 'نشانی باید https و با نام میزبان باشد، مانند https://erp.city.example/tasvib.',
    en: 'The address is https and names a host, such as https://erp.city.example/tasvib.',
  },
  host: {
    fa: 'نام میزبان با حروف کوچک لاتین نوشته می‌شود، مانند erp.city.example.',
    en: 'A host is written in lower case, such as erp.city.example.',
  },
  domain: {
    fa: 'یک دامنه لازم است، مانند city.example، یا *.city.example برای همهٔ زیردامنه‌های آن.',
    en: 'This is no domain such as city.example, or *.city.example for all that is below it.',
  },
  publicMail: {
    fa: 'در این دامنه هر کسی می‌تواند نشانی بگیرد؛ تنها دامنهٔ سازمان‌هایی را بنویسید که می‌شناسید.',
    en: 'Anybody can have an address in this domain; name only domains of organisations that you know.',
  },
  ocid: { fa: 'پیشوند باید به قالب ocds-213czf باشد.', en: 'The prefix is written like ocds-213czf.' },
}

const otherwise: Text = { fa: 'مقدار پذیرفتنی نیست.', en: 'The value is not acceptable.' }

const kinds: Record<string, Text> = {
  string: { fa: 'متن', en: 'a text' },
  number: { fa: 'عدد', en: 'a number' },
  int: { fa: 'عدد صحیح', en: 'a whole number' },
  boolean: { fa: 'true یا false', en: 'true or false' },
  array: { fa: 'فهرست', en: 'a list' },
  tuple: { fa: 'فهرست', en: 'a list' },
  object: { fa: 'شیء', en: 'an object' },
}

const oneOf = (values: readonly unknown[]): Text => {
  const list = values.map(String).join(', ')
  return { fa: `باید یکی از این‌ها باشد: ${list}`, en: `It must be one of: ${list}` }
}

const bound = (issue: ProgrammeIssue & { code: 'too_small' | 'too_big' }): Text => {
  const least = issue.code === 'too_small'
  const limit = String(least ? issue.minimum : issue.maximum)
  if (issue.origin === 'array') {
    return least
      ? { fa: `دست‌کم ${limit} مورد لازم است.`, en: `At least ${limit} entries are needed.` }
      : { fa: `حداکثر ${limit} مورد پذیرفتنی است.`, en: `At most ${limit} entries are accepted.` }
  }
  return least
    ? { fa: `نباید کمتر از ${limit} باشد.`, en: `It must not be less than ${limit}.` }
    : { fa: `نباید بیشتر از ${limit} باشد.`, en: `It must not be more than ${limit}.` }
}

const union = (issue: ProgrammeIssue & { code: 'invalid_union' }): Text => {
  if (issue.discriminator !== undefined && 'options' in issue) return oneOf(issue.options ?? [])
  return {
    fa: 'مدت به یکی از این دو صورت نوشته می‌شود: { "working": "P10D" } یا { "calendar": "P30D" }.',
    en: 'A span is written { "working": "P10D" } or { "calendar": "P30D" }.',
  }
}

const messageOf = (issue: ProgrammeIssue): Text => {
  switch (issue.code) {
    case 'custom':
      return checks[String(issue.params?.['fault'])] ?? otherwise
    case 'invalid_type': {
      const kind = kinds[issue.expected] ?? otherwise
      return { fa: `باید ${kind.fa} باشد.`, en: `It must be ${kind.en}.` }
    }
    case 'invalid_value':
      return oneOf(issue.values)
    case 'too_small':
    case 'too_big':
      return bound(issue)
    case 'invalid_union':
      return union(issue)
    case 'invalid_element':
    case 'invalid_format':
    case 'invalid_key':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    default:
      return otherwise
  }
}

/** `['stages', 1, 'seats']` as `stages[1].seats`; the whole programme is an empty path. */
export const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '')

/** The faults that one finding of the schema stands for, in words. */
export const faultsOf = (issue: ProgrammeIssue, missing: boolean): ProgrammeFault[] => {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: pathOf([...issue.path, key]),
      message: { fa: 'این کلید شناخته نیست.', en: 'There is no such key.' },
    }))
  }
  const message = missing ? { fa: 'این مقدار لازم است.', en: 'This value is required.' } : messageOf(issue)
  return [{ path: pathOf(issue.path), message }]
}
