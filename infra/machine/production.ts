import type { Text } from '#workflows/language.ts'
import type { RuntimeSettings } from './settings.ts'
import { smtpFault } from './smtp-security.ts'
import { StartFailure } from './start-failure.ts'

/**
 * What a trial may be set to and an installation for real cases may not.
 * @throws StartFailure with every setting at fault and what mends it, in both languages
 */
export function refuseInProduction(settings: RuntimeSettings): void {
  const faults = [...faultsOf(settings)]
  if (faults.length === 0) return
  throw new StartFailure(
    [
      'در حالت عملیاتی با این تنظیم‌ها آغاز نمی‌شود:',
      ...faults.map(({ fa }) => `  ${fa}`),
      'In production Tasvib does not start with these settings:',
      ...faults.map(({ en }) => `  ${en}`),
    ].join('\n'),
  )
}

function* faultsOf({ publicUrl, smtpUrl, webhookTestEndpoint }: RuntimeSettings): Generator<Text> {
  if (publicUrl === undefined || new URL(publicUrl).protocol !== 'https:') {
    const given = publicUrl ?? ''
    yield {
      fa: `PUBLIC_URL${given === '' ? ' داده نشده است' : `=${given} رمزنگاری ندارد`}؛ نشانی‌ای بدهید که با https آغاز می‌شود و یک پروکسی معکوس به این برنامه می‌رساند، مانند https://proposals.city.example.`,
      en: `PUBLIC_URL${given === '' ? ' is not given' : `=${given} is not encrypted`}. Give an address with https that a reverse proxy leads to this program, as in https://proposals.city.example.`,
    }
  }
  const smtp = smtpUrl === undefined ? undefined : smtpFault(smtpUrl)
  if (smtp !== undefined) {
    yield {
      fa: `SMTP_URL: گزینهٔ ${smtp} رمزنگاری یا بررسی گواهی کارساز رایانامه را برمی‌دارد؛ آن را حذف کنید. برای درگاه ۴۶۵ از smtps:// استفاده کنید.`,
      en: `SMTP_URL: the option ${smtp} takes away encryption or the check of the mail server's certificate. Leave it out; for port 465 write smtps://.`,
    }
  }
  if (webhookTestEndpoint !== undefined) {
    yield {
      fa: 'WEBHOOK_TEST_ENDPOINT برای آزمایش است و قراردادها را به جای سامانهٔ مالی به برنامه‌ای دیگر می‌فرستد؛ آن را حذف کنید.',
      en: "WEBHOOK_TEST_ENDPOINT is for trials and sends contracts elsewhere than to finance's own system. Leave it out.",
    }
  }
}

/**
 * Time that was moved ahead in a trial stays so for good, since it may not run backwards; dates of contracts would be wrong.
 * @throws StartFailure
 */
export function refuseMovedClock(ahead: number, folder: string): void {
  if (ahead === 0) return
  throw new StartFailure(
    [
      `ساعت پوشهٔ دادهٔ ${folder} در آزمایش جلو برده شده است؛ برای کار واقعی پوشهٔ دیگری با DATA_DIR بدهید.`,
      `The clock of the data folder ${folder} was moved ahead in a trial. For real cases choose another folder with DATA_DIR.`,
    ].join('\n'),
  )
}

/** What is allowed and still worth a word when it starts. */
export function productionWarnings({ smtpUrl, trustProxy }: RuntimeSettings): string[] {
  return [
    ...(smtpUrl === undefined
      ? [
          'هیچ رایانامه‌ای فرستاده نمی‌شود: SMTP_URL داده نشده است؛ نامه‌ها تا آن هنگام نگه داشته می‌شوند. · No mail goes out: SMTP_URL is not given. Mails are kept until it is.',
        ]
      : []),
    ...(trustProxy
      ? []
      : [
          'همهٔ درخواست‌ها از یک نشانی شمرده می‌شوند: اگر پروکسی معکوس X-Forwarded-For را می‌نویسد، TRUST_PROXY=1 بگذارید. · All requests count as one address: set TRUST_PROXY=1 if the reverse proxy writes X-Forwarded-For.',
        ]),
  ]
}
