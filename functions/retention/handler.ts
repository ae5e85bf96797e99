import { cases, commit, now, personalRows } from '#functions/shared/aws/home.ts'
import { fileRemoval } from '#functions/shared/aws/own-file-removal.ts'
import { door } from './door.ts'

export const handler = door({ cases, personalRows, fileRemoval, commit, now })
