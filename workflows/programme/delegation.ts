import { comparableDomain } from './comparable-address.ts'

/** Providers at which anybody gets an address, under whatever ending: `yahoo.com`, `yahoo.co.uk`, `gmx.net`. */
const providers =
  'aol|gmail|gmx|googlemail|hotmail|icloud|live|mailinator|msn|outlook|proton|protonmail|rocketmail|tutanota|yahoo|yandex|ymail|yopmail|zohomail'
const underAnyEnding = new RegExp(`(?:^|\\.)(?:${providers})(?:\\.(?:co|com))?\\.[a-z]{2,5}$`)

/** Others, by their whole name. */
const byName = [
  '10minutemail.com 126.com 163.com att.net bk.ru comcast.net daum.net duck.com email.com fastmail.com fastmail.fm free.fr',
  'freenet.de guerrillamail.com hanmail.net hushmail.com inbox.com inbox.ru internet.ru laposte.net libero.it list.ru mac.com',
  'mail.com mail.ru me.com naver.com orange.fr pm.me qq.com rambler.ru rediffmail.com sina.cn sina.com t-online.de tuta.com',
  'tuta.io tutamail.com usa.com verizon.net wanadoo.fr web.de ya.ru zoho.com',
  'chmail.ir iran.ir mailfa.com mailfa.org mihanmail.ir parsmail.com rayana.ir vatanmail.ir',
].flatMap((names) => names.split(' '))

/** Endings under which anybody registers a name of their own. */
const endings = new Set(['co.ir', 'id.ir', 'net.ir', 'org.ir', 'sch.ir', 'co.uk', 'com.tr'])

const domainName = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/

/** Whether the text is a domain, or with `*.` before it all that is below one. */
export function isDomainRule(rule: string): boolean {
  return domainName.test(comparableDomain(rule.replace(/^\*\./, '')))
}

/** Whether a rule would let in anybody who opens a mailbox or registers a name. */
export function isPublicMail(rule: string): boolean {
  const domain = comparableDomain(rule.replace(/^\*\./, ''))
  const isBelow = (name: string): boolean => domain === name || domain.endsWith(`.${name}`)
  return endings.has(domain) || underAnyEnding.test(domain) || byName.some(isBelow)
}

/** Whether an address is in one of the domains: `city.example` is that domain alone, `*.city.example` what is below it. */
export function isInDomains(email: string, rules: readonly string[]): boolean {
  const domain = comparableDomain(email.slice(email.lastIndexOf('@') + 1))
  if (isPublicMail(domain)) return false
  return rules.some((rule) =>
    rule.startsWith('*.')
      ? domain.endsWith(`.${comparableDomain(rule.slice(2))}`)
      : domain === comparableDomain(rule),
  )
}
