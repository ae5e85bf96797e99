import { cases, commit, files, publicUrl } from '#functions/shared/aws/home.ts'
import { typesetter } from '#functions/shared/aws/own-typesetter.ts'
import { door } from './door.ts'

export const handler = door({ cases, files, typesetter, publicUrl, commit })
