import type * as z from 'zod'
import { isRecord } from './is-record.ts'
import { type Programme, programmeSchema, type Stage, stageSchema } from './programme.ts'

type SoundPart<K extends keyof Programme> = Programme[K] | undefined

/** What could be read of a programme; a part that could not is undefined and its rules are skipped. */
export interface SoundParts {
  stages: { index: number; stage: Stage }[]
  /** Of all stages, in order, also of those that could not be read; empty where there is none. */
  stageIds: string[]
  languages: SoundPart<'languages'>
  calendar: SoundPart<'calendar'>
  oneDecisionPerPerson: SoundPart<'oneDecisionPerPerson'>
  reviseWithin: SoundPart<'reviseWithin'>
  reviseReminders: SoundPart<'reviseReminders'>
  settling: SoundPart<'settling'>
  signing: SoundPart<'signing'>
  finance: SoundPart<'finance'>
  caseOffice: SoundPart<'caseOffice'>
  rubric: SoundPart<'rubric'>
  reasons: SoundPart<'reasons'>
  legalRoutes: SoundPart<'legalRoutes'>
}

const sound = <T>(schema: z.ZodType<T>, value: unknown): T | undefined => {
  const parsed = schema.safeParse(value)
  return parsed.success ? parsed.data : undefined
}

/** The parts that are in order by themselves, so that a fault in one does not hide those between the others. */
export const soundParts = (input: unknown): SoundParts => {
  const raw = isRecord(input) ? input : {}
  const { shape } = programmeSchema
  const stages: readonly unknown[] = Array.isArray(raw['stages']) ? raw['stages'] : []
  return {
    stages: stages.flatMap((candidate, index) => {
      const stage = sound(stageSchema, candidate)
      return stage ? [{ index, stage }] : []
    }),
    stageIds: stages.map((candidate) => (isRecord(candidate) ? String(candidate['id']) : '')),
    languages: sound(shape.languages, raw['languages']),
    calendar: sound(shape.calendar, raw['calendar']),
    oneDecisionPerPerson: sound(shape.oneDecisionPerPerson, raw['oneDecisionPerPerson']),
    reviseWithin: sound(shape.reviseWithin, raw['reviseWithin']),
    reviseReminders: sound(shape.reviseReminders, raw['reviseReminders']),
    settling: sound(shape.settling, raw['settling']),
    signing: sound(shape.signing, raw['signing']),
    finance: sound(shape.finance, raw['finance']),
    caseOffice: sound(shape.caseOffice, raw['caseOffice']),
    rubric: sound(shape.rubric, raw['rubric']),
    reasons: sound(shape.reasons, raw['reasons']),
    legalRoutes: sound(shape.legalRoutes, raw['legalRoutes']),
  }
}
