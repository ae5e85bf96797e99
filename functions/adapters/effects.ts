/** What an entry has to cause outside the ledger, and how far that got. */
export interface Effect {
  readonly reference: string
  readonly sequence: number
  /** Such as `mail:review-requested:research-1`. */
  readonly kind: string
}

export interface EffectRow extends Effect {
  readonly done: boolean
  readonly attempts: number
  readonly lastError: string | null
  readonly at: string
}

export interface Effects {
  /** Takes the effect for half a minute; false when it is done or somebody else has it. */
  claim(effect: Effect, now: Date): Promise<boolean>
  done(effect: Effect, now: Date): Promise<void>
  failed(effect: Effect, error: string): Promise<void>
  list(reference: string): Promise<EffectRow[]>
}
