import {
  cases,
  commit,
  edge,
  files,
  links,
  programme,
  signIns,
  throttle,
} from '#functions/shared/aws/home.ts'
import { door } from './door.ts'

export const handler = door({ cases, links, throttle, files, signIns, programme, commit, edge })
