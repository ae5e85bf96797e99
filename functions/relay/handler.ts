import {
  cases,
  deliveryQueue,
  effects,
  events,
  figures,
  files,
  links,
  mailer,
  now,
  programme,
  programmeOf,
  publicUrl,
  signIns,
  throttle,
  waits,
  workflow,
} from '#functions/shared/aws/home.ts'
import { door } from './door.ts'
import { fromStream } from './from-stream.ts'

/** Called with the table's stream. */
const hear = door({
  cases,
  links,
  files,
  mailer,
  events,
  deliveryQueue,
  waits,
  workflow,
  programmeOf,
  publicUrl,
  now,
  signIns,
  throttle,
  programme,
  effects,
  figures,
})

export const handler = fromStream(hear)
