import { cases, commit, drafts, edge, files, links } from '#functions/shared/aws/home.ts'
import { door } from './door.ts'

export const handler = door({ cases, links, drafts, files, commit, edge })
