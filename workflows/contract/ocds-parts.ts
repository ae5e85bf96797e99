import type { Text } from '#workflows/language.ts'
import type { OcdsOrganization } from './ocds-schema.ts'

const TEHRAN = '+03:30'

export const rials = (amount: number) => ({ amount, currency: 'IRR' as const })
export const titled = ({ fa, en }: Text) => ({ title: fa, title_en: en })
export const named = ({ id, name }: OcdsOrganization) => ({ id, name })
export const startOf = (isoDate: string): string => `${isoDate}T00:00:00${TEHRAN}`
export const endOf = (isoDate: string): string => `${isoDate}T23:59:59${TEHRAN}`
