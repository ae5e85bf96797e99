/** What is stored of a case is there and cannot be read: its head, an entry, or a form of it. */
export class TornCase extends Error {
  override readonly name = 'TornCase'
  readonly reference: string
  constructor(reference: string, options: ErrorOptions) {
    super(`What is stored of ${reference} cannot be read`, options)
    this.reference = reference
  }
}
