export interface Throttle {
  /** Takes one from a bucket; `retryAfter` (seconds) when it is empty. */
  take(
    bucket: string,
    limit: { count: number; seconds: number },
    now: Date,
  ): Promise<{ allowed: true } | { allowed: false; retryAfter: number }>
}
