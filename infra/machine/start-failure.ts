/** Why Tasvib cannot start, in words for whoever started it. It is shown without a stack trace. */
export class StartFailure extends Error {
  override readonly name = 'StartFailure'
}
