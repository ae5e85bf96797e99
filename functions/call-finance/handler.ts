import {
  cases,
  commit,
  deliveryQueue,
  effects,
  endpoints,
  files,
  now,
  publicUrl,
  webhookSecrets,
  webhookTestOrigins,
} from '#functions/shared/aws/home.ts'
import { door } from './door.ts'

export const handler = door({
  cases,
  files,
  effects,
  endpoints,
  deliveryQueue,
  webhookSecrets,
  webhookTestOrigins,
  commit,
  now,
  publicUrl,
})
