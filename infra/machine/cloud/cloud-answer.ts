/** What a service of the local cloud answers; `body` is sent as JSON. */
export interface CloudAnswer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}
