/** Where a mail server said no: `report` is a report that came back later (RFC 3464), or an event of the mail service. */
export type MailPhase = 'connection' | 'encryption' | 'login' | 'sender' | 'recipient' | 'message' | 'report'

export interface MailFailure {
  readonly phase: MailPhase
  /** Of the server's answer (RFC 5321), such as 550; null where it gave none. */
  readonly code: number | null
  /** The enhanced one (RFC 3463), such as `5.1.1`; null where it gave none. */
  readonly status: string | null
  readonly text: string
}

/**
 * Whom a mail that was not taken is to be laid to: `person`, the mailbox itself cannot be written to; `transient`, it passes by
 * itself; `ours`, somebody of this installation has to mend it. Only the first says anything of the person.
 */
export type Whose = 'person' | 'transient' | 'ours'

/** What is wrong with an address or a mailbox for good: RFC 3463, 3.2 and 3.3, and RFC 7505 (5.1.10). */
const ofMailbox: ReadonlySet<string> = new Set([
  '5.1.1',
  '5.1.2',
  '5.1.3',
  '5.1.4',
  '5.1.6',
  '5.1.10',
  '5.2.1',
])
/** Says what its text says: many servers have no better one. */
const ofNothing: ReadonlySet<string> = new Set(['5.0.0', '5.1.0', '5.2.0', '5.5.0'])

/** Words of a mailbox that has no room just now, or takes no more for the moment. */
const forNow =
  /\b(?:full|over ?quota|quota|insufficient (?:system )?storage|exceeded storage|out of storage|rate|too (?:many|quickly|fast)|gr[ae]y-?list\w*|try (?:again|later)|temporar\w+|defer\w*|throttl\w+)\b/i

/** Words of who sends, of the way, of rules and of the message: nothing of them is the recipient's doing. */
const ofSending =
  /\b(?:sender|return[- ]path|mail from|from (?:address|header|domain)|helo|ehlo|relay(?:ing)? (?:access )?(?:is )?(?:denied|prohibited|disallowed|not)|(?:to|not|cannot|never|no|we|don.?t|doesn.?t|won.?t) relay(?:ing)?|client host|your (?:account|ip|host|server|domain|network|mail ?server|message|e-?mail)|block(?:ed|ing|list\w*)?|black-?list\w*|deny-?list\w*|spamhaus|barracuda\w*|dnsbl|rbl|reputation|polic(?:y|ies)|spf|dkim|dmarc|authenti\w+|starttls|tls|encrypt\w*|spam|virus|malware|content|size|too (?:big|large|long)|access denied|banned|reverse dns|ptr)\b/i

/** Words of a mailbox that is not there, or is closed. */
const ofRecipient =
  /\b(?:no such|unknown|invalid|non-?exist\w*|unrouteable|undeliverable|no) (?:local )?(?:user|mailbox|recipient|account|address|person|addressee)\b|\b(?:user|mailbox|recipient|account|address(?:ee)?)\b[^.;:]{0,40}\b(?:unknown|not found|not exist|n't exist|does not have|doesn't have|disabled|inactive|unavailable|not available|deactivated|suspended|closed|no longer|not known|not valid|not allowed|invalid)\b|\buser doesn't have\b|\bnot a (?:valid|known) (?:user|mailbox|recipient|address)\b|\b(?:null mx|does not accept mail|doesn't accept mail)\b/i

/** Addresses and web addresses hold any word; none of them says anything. */
const addresses = /<[^>]*>|\S+@\S+|https?:\/\/\S+/g

/**
 * Whom a failure is to be laid to. In doubt it is `ours`: whoever is wrongly called unreachable loses a place, and a mail that is
 * kept loses nothing.
 */
export function whoseFailure({ phase, code, status, text }: MailFailure): Whose {
  if (isForNow(code, status)) return 'transient'
  switch (phase) {
    case 'connection':
      return code === null && status === null ? 'transient' : 'ours'
    case 'encryption':
    case 'login':
    case 'sender':
      return 'ours'
    case 'recipient':
    case 'message':
    case 'report':
      return whoseRefusal({ code, status, text: text.replaceAll(addresses, ' ').replaceAll(/\s+/g, ' ') })
  }
}

/** The first digit of either says whether it is for good; what gave neither broke off. */
function isForNow(code: number | null, status: string | null): boolean {
  return (code !== null && code < 500) || status?.startsWith('4.') === true
}

/** Of a server that was ready to take mail from us, and said no for good. */
function whoseRefusal({ code, status, text }: Omit<MailFailure, 'phase'>): Whose {
  if (code === null && status === null) return forNow.test(text) ? 'transient' : 'ours'
  if (status === '5.2.2') return 'transient'
  const says = status !== null && !ofNothing.has(status)
  if (says && !ofMailbox.has(status)) return 'ours'
  if (ofSending.test(text)) return 'ours'
  if (forNow.test(text)) return 'transient'
  return says || ofRecipient.test(text) ? 'person' : 'ours'
}

/** The codes in a server's answer as it stands: `550 5.1.1 User unknown`, or in a report `smtp; 550-5.1.1 User unknown`. */
export function codesIn(answer: string): Pick<MailFailure, 'code' | 'status'> {
  const code = /^\s*(?:smtp;\s*)?([245]\d\d)(?=[\s-]|$)/i.exec(answer)?.[1]
  const status = /(?:^|[\s(#-])([245]\.\d{1,3}\.\d{1,3})(?=[\s);:,]|$)/.exec(answer)?.[1]
  return { code: code === undefined ? null : Number(code), status: status ?? null }
}
