import {
  cases,
  codes,
  commit,
  edge,
  effects,
  factors,
  figures,
  files,
  links,
  mailer,
  programme,
  publicUrl,
  signIns,
  throttle,
} from '#functions/shared/aws/home.ts'
import { door } from './door.ts'

export const handler = door({
  cases,
  links,
  files,
  signIns,
  throttle,
  codes,
  factors,
  mailer,
  effects,
  figures,
  commit,
  programme,
  publicUrl,
  edge,
})
