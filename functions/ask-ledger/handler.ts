import { cases } from '#functions/shared/aws/home.ts'
import { door } from './door.ts'

export const handler = door({ cases })
