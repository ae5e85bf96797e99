import { cases, commit, files, publicUrl } from '#functions/shared/aws/home.ts'
import { sealer } from '#functions/shared/aws/own-sealer.ts'
import { typesetter } from '#functions/shared/aws/own-typesetter.ts'
import { door } from './door.ts'

export const handler = door({ cases, files, typesetter, sealer, publicUrl, commit })
