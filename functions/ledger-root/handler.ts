import {
  cases,
  closedLedgersEvery,
  files,
  mailer,
  now,
  programme,
  publicUrl,
  rootKey,
} from '#functions/shared/aws/home.ts'
import { door } from './door.ts'

export const handler = door({
  cases,
  files,
  rootKey,
  now,
  mailer,
  programme,
  publicUrl,
  closedLedgersEvery,
})
