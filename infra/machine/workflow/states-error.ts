/** Names that the Amazon States Language reserves. */
export type ReservedError =
  | 'States.QueryEvaluationError'
  | 'States.DataLimitExceeded'
  | 'States.NoChoiceMatched'
  | 'States.Runtime'

/**
 * An error of the Amazon States Language itself, raised while a state is worked on.
 * It is what Retry and Catch match by name; `advance` is the one place that catches it.
 */
export class StatesError extends Error {
  readonly error: ReservedError
  /** The field that was worked on, e.g. `Output/next`. */
  readonly location: string

  constructor(error: ReservedError, cause: string, location: string) {
    super(cause)
    this.name = 'StatesError'
    this.error = error
    this.location = location
  }
}
