export interface Events {
  /** Publishes a domain event for other systems, e.g. `ContractSealed`. */
  publish(event: {
    type: string
    reference: string
    detail: Readonly<Record<string, unknown>>
  }): Promise<void>
}
