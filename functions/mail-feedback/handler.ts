import { cases, commit, effects } from '#functions/shared/aws/home.ts'
import { door } from './door.ts'

export const handler = door({ cases, effects, commit })
