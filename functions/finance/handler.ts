import { codedHome } from '#functions/shared/aws/coded-home.ts'
import { door } from './door.ts'

export const handler = door(codedHome)
