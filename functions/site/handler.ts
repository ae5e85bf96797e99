import { edge, programme, publicUrl, siteAssets } from '#functions/shared/aws/home.ts'
import { door } from './door.ts'

export const handler = door({ programme, publicUrl, siteAssets, edge })
