import type { Mailer } from '#functions/shared/ports/mailer.ts'

/** A mail service whose adapter is loaded with the first message: most requests of the functions that send some only show a page. */
export function lazyMailer(load: () => Promise<Mailer>): Mailer {
  let loading: Promise<Mailer> | undefined
  return { send: async (mail) => (await (loading ??= load())).send(mail) }
}
