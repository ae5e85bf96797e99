import { mailer, programme, publicUrl } from '#functions/shared/aws/home.ts'
import { door } from './door.ts'

export const handler = door({ mailer, programme, publicUrl })
