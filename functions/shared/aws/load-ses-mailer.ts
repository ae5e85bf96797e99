import { SESv2Client } from '@aws-sdk/client-sesv2'
import type { Mailer } from '#functions/shared/ports/mailer.ts'
import { mailConfigurationSet, mailRedirect, setting } from '#functions/shared/ports/settings.ts'
import { currentProgramme } from './current-programme.ts'
import { sesMailer } from './ses-mailer.ts'

/** The real mail service, by the settings. */
export function loadSesMailer(): Mailer {
  return sesMailer({
    client: new SESv2Client({}),
    from: setting('MAIL_FROM'),
    replyTo: currentProgramme().caseOffice.email,
    redirect: mailRedirect(),
    configurationSet: mailConfigurationSet(),
  })
}
