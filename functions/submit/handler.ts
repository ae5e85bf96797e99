import {
  cases,
  commit,
  edge,
  files,
  links,
  mailer,
  presentRules,
  programme,
  publicUrl,
  throttle,
  unsent,
} from '#functions/shared/aws/home.ts'
import { door } from './door.ts'

export const handler = door({
  cases,
  links,
  files,
  throttle,
  unsent,
  mailer,
  publicUrl,
  programme,
  presentRules,
  commit,
  edge,
})
