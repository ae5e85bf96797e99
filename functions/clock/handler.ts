import { settlingHome } from '#functions/shared/aws/settling-home.ts'
import { door } from './door.ts'

export const handler = door(settlingHome)
