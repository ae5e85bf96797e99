export interface Throttle {
  /**
   * Takes one from a bucket, or as many as `amount` says; `retryAfter` (seconds) when it is empty. What has a name takes one alone, however often it comes,
   * and is let through even when nothing is left; the names are kept, so only buckets of few may have them.
   */
  take(
    bucket: string,
    limit: { count: number; seconds: number; amount?: number },
    now: Date,
    named?: string,
  ): Promise<{ allowed: true } | { allowed: false; retryAfter: number }>
}
