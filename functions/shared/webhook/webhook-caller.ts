/** What a call came to. Everything but `accepted` and `gone` is tried again. */
export type CallOutcome =
  | { readonly kind: 'accepted' }
  /** 410: whoever answers wants no more calls. */
  | { readonly kind: 'gone' }
  /** `error` is a word for the case office, e.g. `HTTP 500`, `Redirected`, `TimedOut`; nothing that the other side wrote. */
  | { readonly kind: 'failed'; readonly error: string }

export interface WebhookCall {
  readonly url: string
  readonly allowedHosts: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Calls finance's own system. Never throws: what goes wrong outside is an outcome. */
export type WebhookCaller = (call: WebhookCall) => Promise<CallOutcome>
