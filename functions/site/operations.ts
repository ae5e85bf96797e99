import type { FunctionName, RouteOf } from '#functions/catalogue.ts'
import { closingWords, openStatusWords } from '#functions/shared/pages/status-words.ts'
import type { AnswerName } from './answer-schemas.ts'
import type { RequestBodyName } from './request-bodies.ts'

/** Every route of the catalogue: one without a description here does not compile. */
export type PublicRoute = RouteOf<FunctionName>

/** What a route answers when all is well. */
export type GoodAnswer =
  | 'page'
  | 'json'
  | 'see-other'
  | 'created'
  | 'accepted'
  | 'sent'
  | 'file'
  | 'pdf'
  | 'css'
  | 'csv'

type ProblemStatus = 401 | 403 | 409 | 410 | 413 | 415 | 422 | 429 | 507

export interface Operation {
  readonly summary: string
  readonly answers: readonly GoodAnswer[]
  /** Statuses of problems besides those that any route may have. */
  readonly problems: readonly ProblemStatus[]
  readonly body?: RequestBodyName
  /** What is described of the facts that it answers as JSON. */
  readonly facts?: AnswerName
  /** Files may come with the form itself. */
  readonly multipart?: boolean
  /** Parameters of the query besides `lang`, with their JSON schemas. */
  readonly query?: Readonly<Record<string, QueryParameter>>
}

interface QueryParameter {
  readonly description: string
  readonly schema: Readonly<Record<string, unknown>>
}

const pageQuery = {
  cursor: {
    description: 'Where the page before said that it goes on. Anything else begins anew.',
    schema: { type: 'string', maxLength: 2000 },
  },
} satisfies Operation['query']

/** What `caseFilterSchema` reads. */
const caseQuery = {
  show: {
    description: 'Which cases. Words are looked for among all of them unless it is said.',
    schema: { type: 'string', enum: ['open', 'closed', 'all'], default: 'open' },
  },
  q: {
    description:
      'Words, or their beginnings, of the reference, the title, the organisation or the applicant, in any spelling.',
    schema: { type: 'string', maxLength: 200 },
  },
  stage: { description: 'A stage of the programme, by its id.', schema: { type: 'string' } },
  status: {
    description: 'Where an open case stands, or how a closed one ended.',
    schema: { type: 'string', enum: [...Object.keys(openStatusWords), ...Object.keys(closingWords)] },
  },
  overdue: { description: 'Only what is past its deadline.', schema: { type: 'string', enum: ['true'] } },
  ...pageQuery,
} satisfies Operation['query']

/** Of every POST: from another site, too large, or in a format that is not read. */
const ofBodies = [403, 413, 415] as const

const shows = (summary: string, problems: Operation['problems'] = []): Operation => ({
  summary,
  answers: ['page', 'json'],
  problems,
})
const download = (summary: string, problems: Operation['problems'] = []): Operation => ({
  summary,
  answers: ['file'],
  problems,
})
const does = (
  summary: string,
  body: RequestBodyName,
  problems: Operation['problems'] = [],
  answers: Operation['answers'] = ['see-other', 'json'],
): Operation => ({ summary, answers, problems: [...ofBodies, ...problems], body })

/** Of the board: whoever is not signed in gets 401, or as a browser 303 to the page where one signs in; another's part is 403. */
const membersSee = (summary: string, answers: Operation['answers']): Operation => ({
  summary,
  answers: [...answers, 'see-other'],
  problems: [401, 403],
})
const repairs = (summary: string, body: RequestBodyName): Operation =>
  does(summary, body, [401, 409, 410, 422])

/** A form that is refused with 409, 410, 422 or 429 is shown again, with what was typed and what is wrong. */
export const operations = {
  'GET /openapi.json': { summary: 'This description.', answers: ['json'], problems: [] },
  'GET /assets/{file}': {
    summary: 'The style sheet; the verifier of bundles as `tasvib-verify.mjs`.',
    answers: ['css'],
    problems: [],
  },
  'GET /': shows('What the city looks for, and the form.'),
  'POST /uploads': does(
    'Asks for a presigned POST for one attachment.',
    'UploadRequest',
    [422, 429, 507],
    ['created'],
  ),
  'POST /uploads/{file}': does(
    'Looks at an attachment that has arrived, and says what is wrong with it.',
    'UploadSecret',
    [422, 429],
    ['json'],
  ),
  'POST /proposals': {
    ...does(
      'Submits a proposal. The header Idempotency-Key makes a repeat harmless. A form whose field `step` is `check` is answered with the page to check its answers, and nothing is recorded.',
      'Proposal',
      [422, 429, 507],
      ['accepted', 'see-other', 'page'],
    ),
    multipart: true,
  },
  'GET /thanks': shows('What to do after a proposal was sent.'),
  'POST /drafts': {
    ...does(
      'Keeps a half-filled form for fourteen days and mails a link that opens it elsewhere.',
      'UnsentForm',
      [422, 429, 507],
      ['sent', 'page'],
    ),
    multipart: true,
  },
  'GET /drafts/{token}': shows('A half-filled form that was kept.', [429]),
  'POST /thanks/mail': does(
    'Has the mail to confirm sent again, by the secret of the sending.',
    'Sending',
    [409, 429],
    ['see-other', 'sent'],
  ),
  'POST /thanks/address': does(
    'Sends the proposal anew with another address and withdraws the first, by the secret of the sending.',
    'AddressCorrection',
    [409, 422, 429],
    ['see-other', 'accepted'],
  ),
  'GET /confirm/{token}': shows('What there is to confirm.', [410]),
  'POST /confirm/{token}': does(
    "Confirms the applicant's address; the case begins.",
    'ShownNumber',
    [409, 410, 422],
  ),
  'GET /lost-link': shows('Asks for the address to which fresh links to one’s cases are mailed.'),
  'POST /lost-link': does(
    'Mails fresh links to the cases of an address, if there are any; the answer is the same if not.',
    'LostLink',
    [422, 429],
    ['see-other', 'sent'],
  ),
  'GET /track/{token}': shows(
    "The applicant's own page; it stays open for the programme's `links.applicant` after the case's end.",
    [410],
  ),
  'GET /track/{token}/files/{file}': download('A document of the case, for the applicant.', [403, 410]),
  'GET /track/{token}/evidence.zip': download(
    'The evidence bundle as the applicant may have it, made first: others’ entries keep their place and digest alone.',
    [410],
  ),
  'POST /track/{token}/revision': {
    ...does('Revises the proposal.', 'Proposal', [409, 410, 422, 429, 507]),
    multipart: true,
  },
  'POST /track/{token}/withdrawal': does('Withdraws the proposal.', 'Withdrawal', [409, 410, 422]),
  'GET /review/{token}': shows("One seat's page.", [410]),
  'GET /review/{token}/files/{file}': download(
    'An attachment, for a reviewer who declared.',
    [403, 409, 410],
  ),
  'POST /review/{token}': does('Decides.', 'ReviewDecision', [409, 410, 422]),
  'POST /review/{token}/draft': does(
    'Keeps what is written so far, without deciding; it goes when the seat decides or the round ends.',
    'ReviewDraft',
    [409, 410, 422],
  ),
  'POST /review/{token}/declaration': does(
    'Declares no conflict of interest.',
    'Declaration',
    [409, 410, 422],
  ),
  'POST /review/{token}/recusal': does('Gives the seat up.', 'Recusal', [409, 410, 422]),
  'POST /review/{token}/delegation': does(
    'Hands the seat to a colleague, once.',
    'Delegation',
    [409, 410, 422],
  ),
  'GET /sign/{token}': shows("One signatory's page.", [410]),
  'GET /sign/{token}/files/{file}': download('The contract, for a signatory.', [410]),
  'POST /sign/{token}': does('Signs the contract.', 'Signature', [409, 410, 422, 429]),
  'POST /sign/{token}/code': does(
    'Has a code mailed to the recorded address.',
    'Nothing',
    [409, 410, 429],
    ['see-other', 'sent'],
  ),
  'POST /sign/{token}/refusal': does('Refuses to sign.', 'SignatureRefusal', [409, 410, 422]),
  'GET /finance/{token}': { ...shows("Finance's page.", [410]), facts: 'Delivery' },
  'GET /finance/{token}/files/{file}': {
    ...download(
      'The signed contract and its data, for finance; evidence.json is answered at once, evidence.zip is made first.',
      [410],
    ),
    answers: ['file', 'json'],
  },
  'POST /finance/{token}': does('Acknowledges the contract or returns it.', 'FinanceAnswer', [409, 410, 422]),
  'POST /finance/{token}/payments': does(
    'Records what was received against an instalment, or corrects an earlier entry by a further one.',
    'PaymentReceived',
    [409, 410, 422, 429],
  ),
  'POST /finance/{token}/code': does(
    'Has the code mailed to the address of finance that recording money asks for.',
    'Nothing',
    [409, 410, 429],
    ['see-other', 'sent'],
  ),
  'POST /finance/{token}/guarantees': does(
    'Records that a guarantee was extended or released; a further record corrects an earlier one.',
    'GuaranteeRecorded',
    [409, 410, 422],
  ),
  'GET /verify': shows(
    'Whether something is a contract of this city, by `?digest=` (or a contract number).',
    [422, 429],
  ),
  'POST /verify': {
    ...does('The same for a file, whose digest is taken, or for a digest.', 'ContractCheck', [422, 429]),
    multipart: true,
  },
  'GET /contracts': shows(
    'Published contracts, the newest first; as JSON an OCDS release package, whose `links.next` leads on.',
    [429],
  ),
  'GET /contracts/{file}': {
    ...shows('One published contract; `<number>.json` is its OCDS release package.', [429]),
    answers: ['page', 'json', 'see-other'],
  },
  'GET /terms': shows('What whoever sends a proposal accepts.'),
  'GET /terms/{digest}': shows('Terms that were accepted with a proposal, by their digest in its ledger.'),
  'GET /board': membersSee('What needs somebody now; finance is led to the contracts.', ['page', 'json']),
  'GET /board/cases': {
    ...membersSee('Cases that are looked for, who has each and since when.', ['page', 'json']),
    query: caseQuery,
  },
  'GET /board/contracts': {
    ...membersSee('Every contract, with what the city expects of it.', ['page', 'json']),
    query: pageQuery,
  },
  'GET /board/pipeline': membersSee(
    'Step by step what is there now, how long it takes, how much is expected; and the decisions of each month.',
    ['page', 'json'],
  ),
  'GET /board/revenue': membersSee(
    'Expected against received municipal revenue, by contract and Jalali year.',
    ['page', 'json'],
  ),
  'GET /board/export.csv': {
    ...membersSee(
      'The cases of the list as a table: some 1,000 to a file; its last line and the Link header tell where it goes on.',
      ['csv'],
    ),
    query: caseQuery,
  },
  'GET /board/export.json': {
    ...membersSee('The same as JSON; `next` tells where it goes on.', ['json']),
    query: caseQuery,
  },
  'GET /board/sign-in': shows('Asks for an address of the case office.'),
  'POST /board/sign-in': does(
    'Sends a link to sign in, if the address is of the case office; the answer is the same if not.',
    'SignIn',
    [422, 429],
    ['see-other', 'sent'],
  ),
  'GET /board/enter/{token}': shows('Asks for the click that signs in.'),
  'POST /board/enter/{token}': does('Signs in; the link works once.', 'ShownNumber', [422]),
  'POST /board/sign-out': does('Signs out.', 'Nothing'),
  'GET /board/factor': membersSee(
    'The second factor of whoever is signed in; where there is none, one is offered: its secret for an authenticator app.',
    ['page', 'json'],
  ),
  'POST /board/factor': {
    ...repairs(
      'Sets the offered second factor up, with its first code; answers the recovery codes, this once. Another in its place needs a code of the one before.',
      'FactorEnrolment',
    ),
    answers: ['page', 'json', 'see-other'],
    problems: [401, 403, 409, 413, 415, 422, 429],
  },
  'POST /board/factor/proof': does(
    'Gives the code that a sign-in still owes: of the app, or a recovery code. The session begins anew with it.',
    'FactorProof',
    [401, 409, 422, 429],
  ),
  'POST /board/factor/removal': does(
    'Removes the second factor, where the programme requires none; needs a code of it.',
    'FactorProof',
    [401, 409, 422, 429],
  ),
  'POST /board/code': does(
    'Has a code mailed to a member without a second factor, for what asks for a fresh proof.',
    'Nothing',
    [401, 429],
    ['see-other', 'sent'],
  ),
  'GET /board/members': membersSee('Every member, their second factor and how often they are signed in.', [
    'page',
    'json',
  ]),
  'POST /board/members': does(
    'Ends the sessions of another member, or resets their second factor too; needs a code of whoever asks.',
    'MemberAct',
    [401, 409, 422, 429],
  ),
  'GET /board/sessions': membersSee('Where the member is signed in.', ['page', 'json']),
  'POST /board/sessions/end': does(
    'Signs the member out everywhere; needs a code of the second factor, or one that is mailed.',
    'FactorProof',
    [401, 409, 422, 429],
  ),
  'GET /board/cases/{reference}': membersSee('One case with its ledger.', ['page', 'json']),
  'GET /board/cases/{reference}/files/{file}': membersSee(
    'A document of the case, for the case office; evidence.json is answered at once, evidence.zip is made first.',
    ['file', 'json'],
  ),
  'POST /board/cases/{reference}/reassignment': repairs(
    'Puts another person in a place, or proposes somebody from outside to a second member.',
    'Reassignment',
  ),
  'POST /board/cases/{reference}/agreement': repairs(
    'Agrees to somebody from outside whom another member proposed for a place; they are seated by that.',
    'Agreement',
  ),
  'POST /board/cases/{reference}/declining': repairs(
    'Declines somebody from outside who was proposed for a place.',
    'Declining',
  ),
  'POST /board/cases/{reference}/reissue': repairs(
    'Sends the link of a place anew; the earlier ones die at once.',
    'Reissue',
  ),
  'POST /board/cases/{reference}/extension': repairs('Moves a deadline.', 'Extension'),
  'POST /board/cases/{reference}/redelivery': repairs(
    "Sends the delivered contract to finance's own system once more.",
    'Redelivery',
  ),
  'POST /board/cases/{reference}/reopening': repairs(
    'Takes a contract back that is out for signature, to change its terms.',
    'Reopening',
  ),
  'GET /board/cases/{reference}/terms': {
    ...shows(
      'The terms of the coming contract, filled in from proposal, programme and reviewers.',
      [401, 409, 410],
    ),
    answers: ['page', 'json', 'see-other'],
  },
  'POST /board/cases/{reference}/terms': repairs(
    'Saves the terms; fields left out stay as they are.',
    'Terms',
  ),
  'POST /board/cases/{reference}/terms/preview': does(
    'The contract as it would be drawn up, marked as a draft; nothing is recorded.',
    'Terms',
    [401, 409, 410, 422],
    ['pdf', 'see-other'],
  ),
  'POST /board/cases/{reference}/terms/release': repairs(
    'Saves the terms and has the contract drawn up from them.',
    'TermsRelease',
  ),
  'POST /board/cases/{reference}/legal-route': {
    ...repairs(
      'Records by which way of the law the case comes to its contract; `decision` is a file of the form or the id of an upload.',
      'LegalRoute',
    ),
    multipart: true,
  },
  'POST /board/cases/{reference}/closing': repairs('Closes a case.', 'Closing'),
  'POST /board/cases/{reference}/hold': repairs(
    "Keeps the applicant's personal data of a closed case beyond its time.",
    'Hold',
  ),
  'POST /board/cases/{reference}/lift': repairs('Lets it be erased when its time comes.', 'Lift'),
} as const satisfies Record<PublicRoute, Operation>
