import type { AslCase } from './asl-case.ts'
import { proposalCases } from './proposal-cases.ts'
import { statesCases } from './states-cases.ts'
import { tasksCases } from './tasks-cases.ts'
import { tokensCases } from './tokens-cases.ts'

/** What both interpreters play. */
export const aslCases: readonly AslCase[] = [...statesCases, ...tasksCases, ...tokensCases, ...proposalCases]
