import {
  cases,
  contracts,
  edge,
  files,
  now,
  programme,
  programmeOf,
  publicUrl,
  throttle,
} from '#functions/shared/aws/home.ts'
import { door } from './door.ts'

export const handler = door({
  cases,
  contracts,
  files,
  throttle,
  programme,
  programmeOf,
  publicUrl,
  now,
  edge,
})
