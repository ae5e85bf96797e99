import { settlingHome } from '#functions/shared/aws/settling-home.ts'
import { door } from './door.ts'
import { fromStream } from './from-stream.ts'

/** Called with the table's stream. */
export const handler = fromStream(door(settlingHome))
