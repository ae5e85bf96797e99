import { digestOf } from '#workflows/ledger/digest.ts'
import { readProgramme } from '#workflows/programme/load-programme.ts'
import { rulesOf } from '#workflows/programme/rules-of.ts'
import source from './four-stages.json' with { type: 'json' }

/**
 * The city that whole cases are played in where no server runs: four stages, two of them scored, with alternates. It is what
 * Kerman was when this was written, and stays so: what a city changes in its own programme breaks no test of rules.
 */
export const fourStages = readProgramme('four-stages', source)

export const fourStagesRules = digestOf(rulesOf(source))
