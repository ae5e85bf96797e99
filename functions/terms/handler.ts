import { cases, commit, edge, links, programme, publicUrl } from '#functions/shared/aws/home.ts'
import { typesetter } from '#functions/shared/aws/own-typesetter.ts'
import { door } from './door.ts'

export const handler = door({ cases, links, typesetter, commit, programme, publicUrl, edge })
