import { cases, codes, commit, files, links, mailer, throttle } from '#functions/shared/aws/home.ts'
import { door } from './door.ts'

export const handler = door({ cases, links, files, codes, mailer, throttle, commit })
