import { called } from '#functions/shared/called.ts'
import { httpHandler, type RoutesOf } from '#functions/shared/edge/http-handler.ts'
import type { Home } from '#functions/shared/home.ts'
import type { BoardDependencies } from '#functions/shared/office/board-dependencies.ts'
import { forMembers, whileOwed } from '#functions/shared/office/session.ts'
import { readingTogether } from '#functions/shared/read-together.ts'
import { openFile } from './case-files.ts'
import { enter, showEnter, signOut } from './enter.ts'
import { exportCsv, exportJson } from './export-cases.ts'
import { askProof, enrolFactor, proveSession, removeFactor, showFactor } from './factor.ts'
import { listCases } from './list-cases.ts'
import { listContracts } from './list-contracts.ts'
import { actOnMember, showMembers } from './members.ts'
import { repairWith } from './repair.ts'
import { endSessions, showSessions } from './sessions.ts'
import { showCase } from './show-case.ts'
import { showNow } from './show-now.ts'
import { showPipeline } from './show-pipeline.ts'
import { showRevenue } from './show-revenue.ts'
import { askSignIn, showSignIn } from './sign-in.ts'

/** With its revisions by the same read: what no list needs, since they are a case's largest rows. */
const showWholeCase: typeof showCase = (request, dependencies, desk) =>
  showCase(request, readingTogether(dependencies, 'papers'), desk)

/** By route key of the catalogue. Who may open which stands here alone; what changes a case is for the case office. */
export const boardRoutes = {
  'GET /board': forMembers(showNow, ['finance', 'auditor']),
  'GET /board/cases': forMembers(listCases, ['auditor']),
  'GET /board/contracts': forMembers(listContracts, ['finance', 'auditor']),
  'GET /board/pipeline': forMembers(showPipeline, ['finance', 'auditor']),
  'GET /board/revenue': forMembers(showRevenue, ['finance', 'auditor']),
  'GET /board/export.csv': forMembers(exportCsv, ['auditor']),
  'GET /board/export.json': forMembers(exportJson, ['auditor']),
  'GET /board/sign-in': showSignIn,
  'POST /board/sign-in': askSignIn,
  'GET /board/enter/{token}': showEnter,
  'POST /board/enter/{token}': enter,
  'POST /board/sign-out': signOut,
  'GET /board/factor': whileOwed(showFactor),
  'POST /board/factor': whileOwed(enrolFactor),
  'POST /board/factor/proof': whileOwed(proveSession),
  'POST /board/factor/removal': forMembers(removeFactor, ['finance', 'auditor']),
  'POST /board/code': whileOwed(askProof),
  'GET /board/members': forMembers(showMembers),
  'POST /board/members': forMembers(actOnMember),
  'GET /board/sessions': forMembers(showSessions, ['finance', 'auditor']),
  'POST /board/sessions/end': forMembers(endSessions, ['finance', 'auditor']),
  'GET /board/cases/{reference}': forMembers(showWholeCase, ['finance', 'auditor']),
  'GET /board/cases/{reference}/files/{file}': forMembers(openFile, ['finance', 'auditor']),
  'POST /board/cases/{reference}/reassignment': forMembers(repairWith('reassignment')),
  'POST /board/cases/{reference}/agreement': forMembers(repairWith('agreement')),
  'POST /board/cases/{reference}/declining': forMembers(repairWith('declining')),
  'POST /board/cases/{reference}/reissue': forMembers(repairWith('reissue')),
  'POST /board/cases/{reference}/extension': forMembers(repairWith('extension')),
  'POST /board/cases/{reference}/redelivery': forMembers(repairWith('redelivery')),
  'POST /board/cases/{reference}/reopening': forMembers(repairWith('reopening')),
  'POST /board/cases/{reference}/legal-route': forMembers(repairWith('legalRoute')),
  'POST /board/cases/{reference}/closing': forMembers(repairWith('closing')),
  'POST /board/cases/{reference}/hold': forMembers(repairWith('hold')),
  'POST /board/cases/{reference}/lift': forMembers(repairWith('lift')),
} satisfies RoutesOf<'board', BoardDependencies>

const ports = [
  'cases',
  'links',
  'files',
  'signIns',
  'throttle',
  'codes',
  'factors',
  'mailer',
  'effects',
  'figures',
  'commit',
] as const

/** The case office; see the catalogue for its routes. */
export function door(home: Pick<Home, (typeof ports)[number] | 'programme' | 'publicUrl' | 'edge'>) {
  const { programme, publicUrl } = home
  const dependencies = () => readingTogether({ ...called(home, ports), programme, publicUrl }, 'ledger')
  return httpHandler({ edge: home.edge, dependencies, routes: boardRoutes })
}
