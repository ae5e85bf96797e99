/** What an entry has to cause outside the ledger, and how far that got. */
export interface EffectKey {
  readonly reference: string
  readonly sequence: number
  /** Such as `mail-reviewer:review-requested:research-1`. */
  readonly kind: string
}

export interface EffectRow extends EffectKey {
  readonly done: boolean
  /** Why it was never run, since it made no sense any more; null where that is not so. */
  readonly dropped: string | null
  readonly attempts: number
  readonly lastError: string | null
  readonly at: string
  /** By which the mail service knows the mail that the effect sent; null for other effects and for mails not sent yet. */
  readonly messageId: string | null
  /** When the mail service told each of these first (ISO 8601); null while it has not. */
  readonly deliveredAt: string | null
  readonly bouncedAt: string | null
  readonly complainedAt: string | null
  /** When the mail service said that it has not got through yet. */
  readonly delayedAt: string | null
  /** Whether its mail came back though the mailbox is sound, so that it is sent again. */
  readonly returned: boolean
}

/** Whether nothing is left to do: it was run and its mail did not come back, or it is not needed any more. */
export function isSettled({
  done,
  dropped,
  returned,
}: Pick<EffectRow, 'done' | 'dropped' | 'returned'>): boolean {
  return (done && !returned) || dropped !== null
}

/**
 * What the mail service says became of a mail. `bounced-for-now` is a bounce that tells nothing of the mailbox itself, so that the mail
 * is sent again; answers of somebody on leave are none, and are not handed on. `delayed` mail is still on its way. That a mail
 * was delivered is not told of every one.
 */
export const mailReports = ['delivered', 'bounced', 'bounced-for-now', 'complained', 'delayed'] as const
export type MailReport = (typeof mailReports)[number]

/** Milliseconds. Longer than any effect takes; when its function dies, the clock may take it again after this. */
export const lease = 30_000
/** Of an error's words what is kept. */
export const longestError = 500

export interface Effects {
  /** Takes the effect for half a minute; false when it is done or somebody else has it. */
  claim(effect: EffectKey, now: Date): Promise<boolean>
  /** `messageId` for an effect that sent a mail. */
  done(effect: EffectKey, now: Date, messageId?: string): Promise<void>
  failed(effect: EffectKey, error: string, now: Date): Promise<void>
  /** Marks what is not needed any more and that nobody has in hand; what is done stays done. */
  dropped(effect: EffectKey, reason: string, now: Date): Promise<void>
  /** Keeps what became of an effect's mail; the first report of each kind stays. Nothing happens to an effect that never was. */
  reported(effect: EffectKey, report: MailReport, about: { messageId: string; at: Date }): Promise<void>
  /**
   * Gives an effect back to be done again from `retryAt` on, because the message that it sent came back; false where that was
   * delivered, or another message was sent since.
   */
  returned(
    effect: EffectKey,
    why: string,
    about: { messageId: string; now: Date; retryAt: Date },
  ): Promise<boolean>
  list(reference: string): Promise<EffectRow[]>
  /** Of all cases what failed when it was tried last and is not done yet, that which has stood so for longest first. */
  failing(limit: number): Promise<EffectKey[]>
}
