/** What a function needs cannot be reached or is overloaded just now; the edge answers 503 and says when to come back. */
export class Unavailable extends Error {
  override readonly name: string = 'Unavailable'
  /** Seconds. */
  readonly retryAfter: number = 2
}
