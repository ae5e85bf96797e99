import { cases, commit, waits, workflow } from '#functions/shared/aws/home.ts'
import { door } from './door.ts'

export const handler = door({ cases, commit, waits, workflow })
