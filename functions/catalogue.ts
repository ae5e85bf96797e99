/**
 * Every function there is: what runs it, which settings it reads, what it may touch.
 * The cloud stack and the one-machine runtime both read this table, so a function cannot exist in one and not in the other.
 */

export type RouteKey = `${'GET' | 'POST'} /${string}`

export type Trigger =
  /** API Gateway HTTP API, payload 2.0. `HEAD` is answered by the `GET` route. */
  | {
      readonly kind: 'http'
      readonly routes: readonly RouteKey[]
      /** Answers whatever no route fits too: unknown addresses get our headers and our page. */
      readonly fallback?: true
    }
  /** Invoked by the state machine; its placeholder there is `placeholderOf(name)`. */
  | { readonly kind: 'workflow' }
  /** The table's stream, new images. */
  | { readonly kind: 'stream' }
  /** Once a minute in the cloud, every second on one machine. */
  | { readonly kind: 'schedule' }
  /** Once a day, by UTC. */
  | { readonly kind: 'daily' }
  /** The queue of calls to finance's own system. */
  | { readonly kind: 'queue' }
  /** Once, when the stack is first deployed to the cloud. On one machine nothing calls it: the mailbox page shows that mail works. */
  | { readonly kind: 'deployment' }
  /** Deliveries, bounces and complaints that the mail service reports. */
  | { readonly kind: 'mail-feedback' }

export type Grant =
  | 'ledger:read'
  | 'ledger:append'
  | 'files:read'
  | 'files:write'
  /** Beside `files:write`: to lock what is kept for good, where the installation does that. */
  | 'files:lock'
  | 'mail:send'
  | 'workflow:start'
  | 'workflow:resume'
  | 'events:publish'
  /** Puts a call to finance's own system into the queue. */
  | 'delivery:ask'
  /** Lets such a call wait, or puts it aside. */
  | 'delivery:settle'
  | 'contract:seal'
  | 'root:sign'
  /** To keep the daily root, locked where the installation does that. */
  | 'root:keep'
  | 'evidence:bundle'
  /** Erases the applicant of a closed case: the one right to change what stands in an entry's row, and to delete files. */
  | 'applicant:erase'

export type Setting =
  | 'TABLE_NAME'
  | 'BUCKET_NAME'
  | 'PUBLIC_URL'
  | 'PROGRAMME'
  | 'MAIL_FROM'
  | 'STATE_MACHINE_ARN'
  | 'EVENT_BUS_NAME'
  | 'SEAL_KEY_ID'
  | 'ROOT_KEY_ID'
  | 'DELIVERY_QUEUE_URL'
  | 'DELIVERY_ASIDE_URL'
  /** The folder of what browsers fetch as it is, seen from where the function was unpacked. */
  | 'SITE_ASSETS'

/**
 * What nobody but the function may read. In the cloud it is told where each lies (`<name>_ARN`) and may read exactly that; whoever
 * answers requests reads `ORIGIN_SECRET` where CloudFront stands in front.
 */
export type Secret = 'CODE_KEY' | 'WEBHOOK_SECRET' | 'ORIGIN_SECRET'

/**
 * Rows beside those of cases, which `ledger:read` reads and `ledger:append` writes; each function may touch those alone that it
 * names. What each is, by partitions, `infra/aws/grants.ts` says.
 */
export type RowUse =
  /** The words by which a new or revised case is found. */
  | 'words:write'
  /** Lists of cases, by the table's indexes, and by their words. */
  | 'lists'
  | 'links:follow'
  | 'links:issue'
  /** Entering the board: a link is used up, a session begins, goes on and ends. */
  | 'sessions'
  /** Goes on with a session that is there. */
  | 'session:renew'
  | 'sign-ins:ask'
  | 'sign-ins:answer'
  /** What was answered to a request that may come again. */
  | 'answers'
  | 'codes'
  /** Half-filled forms that wait for a mailed link. */
  | 'unsent'
  /** The second factor of members of the board. */
  | 'factors'
  | 'drafts'
  /** Whoever ends a round erases the drafts of it with the same transaction. */
  | 'drafts:end'
  | 'contracts:write'
  | 'contracts:find'
  | 'endpoints:write'
  | 'endpoints'
  | 'figures:read'
  | 'figures'
  | 'limits'

export interface FunctionSpec {
  readonly entry: `functions/${string}/handler.ts`
  readonly purpose: string
  readonly trigger: Trigger
  readonly settings: readonly Setting[]
  readonly secrets?: readonly Secret[]
  readonly rows?: readonly RowUse[]
  readonly grants: readonly Grant[]
  /** Seconds. */
  readonly timeout: number
  /** Mebibytes. */
  readonly memory: number
}

const small = { timeout: 10, memory: 512 } as const

/** Relay and clock run the same effects, the one at once and the other when they did not arrive. */
const settling = {
  settings: [
    'TABLE_NAME',
    'BUCKET_NAME',
    'PUBLIC_URL',
    'PROGRAMME',
    'MAIL_FROM',
    'STATE_MACHINE_ARN',
    'EVENT_BUS_NAME',
    'DELIVERY_QUEUE_URL',
  ],
  grants: [
    'ledger:read',
    'ledger:append',
    'files:read',
    'mail:send',
    'workflow:start',
    'workflow:resume',
    'events:publish',
    'delivery:ask',
  ],
  rows: ['lists', 'links:issue', 'sign-ins:answer', 'drafts:end', 'figures', 'limits'],
  memory: 512,
} as const

export const catalogue = {
  site: {
    ...small,
    entry: 'functions/site/handler.ts',
    purpose:
      'Serves style sheet, scripts, font and logo, and the API description; answers addresses that there are not.',
    trigger: { kind: 'http', routes: ['GET /openapi.json', 'GET /assets/{file}'], fallback: true },
    settings: ['PUBLIC_URL', 'PROGRAMME', 'SITE_ASSETS'],
    grants: [],
  },
  submit: {
    ...small,
    entry: 'functions/submit/handler.ts',
    purpose:
      'Takes a proposal: form, uploads, unsent forms kept for a mailed link, and the confirmation or correction of the address.',
    trigger: {
      kind: 'http',
      routes: [
        'GET /',
        'POST /uploads',
        'POST /uploads/{file}',
        'POST /proposals',
        'GET /thanks',
        'POST /drafts',
        'GET /drafts/{token}',
        'POST /thanks/mail',
        'POST /thanks/address',
        'GET /confirm/{token}',
        'POST /confirm/{token}',
      ],
    },
    settings: ['TABLE_NAME', 'BUCKET_NAME', 'PUBLIC_URL', 'PROGRAMME', 'MAIL_FROM'],
    grants: ['ledger:read', 'ledger:append', 'files:write', 'files:read', 'mail:send'],
    rows: ['words:write', 'links:follow', 'links:issue', 'answers', 'unsent', 'drafts:end', 'limits'],
  },
  track: {
    ...small,
    entry: 'functions/track/handler.ts',
    purpose:
      "The applicant's own page: where the case stands, revise, withdraw, verify it; and fresh links for lost ones.",
    trigger: {
      kind: 'http',
      routes: [
        'GET /lost-link',
        'POST /lost-link',
        'GET /track/{token}',
        'GET /track/{token}/files/{file}',
        'GET /track/{token}/evidence.zip',
        'POST /track/{token}/revision',
        'POST /track/{token}/withdrawal',
      ],
    },
    settings: ['TABLE_NAME', 'BUCKET_NAME', 'PUBLIC_URL', 'PROGRAMME'],
    grants: ['ledger:read', 'ledger:append', 'files:write', 'files:read', 'evidence:bundle'],
    rows: ['words:write', 'links:follow', 'answers', 'sign-ins:ask', 'drafts:end', 'limits'],
  },
  review: {
    ...small,
    entry: 'functions/review/handler.ts',
    purpose: "One seat's page: declare, read, decide, recuse, delegate.",
    trigger: {
      kind: 'http',
      routes: [
        'GET /review/{token}',
        'GET /review/{token}/files/{file}',
        'POST /review/{token}',
        'POST /review/{token}/draft',
        'POST /review/{token}/declaration',
        'POST /review/{token}/recusal',
        'POST /review/{token}/delegation',
      ],
    },
    settings: ['TABLE_NAME', 'BUCKET_NAME', 'PUBLIC_URL', 'PROGRAMME'],
    grants: ['ledger:read', 'ledger:append', 'files:read'],
    rows: ['links:follow', 'drafts', 'drafts:end'],
  },
  sign: {
    ...small,
    entry: 'functions/sign/handler.ts',
    purpose: "One signatory's page: read the contract, ask for a code, sign or refuse.",
    trigger: {
      kind: 'http',
      routes: [
        'GET /sign/{token}',
        'GET /sign/{token}/files/{file}',
        'POST /sign/{token}',
        'POST /sign/{token}/code',
        'POST /sign/{token}/refusal',
      ],
    },
    settings: ['TABLE_NAME', 'BUCKET_NAME', 'PUBLIC_URL', 'PROGRAMME', 'MAIL_FROM'],
    secrets: ['CODE_KEY'],
    grants: ['ledger:read', 'ledger:append', 'files:read', 'mail:send'],
    rows: ['links:follow', 'codes', 'limits'],
  },
  finance: {
    ...small,
    entry: 'functions/finance/handler.ts',
    purpose:
      "Finance's page: the signed contract, its data, acknowledge or return, and then what it brings in.",
    trigger: {
      kind: 'http',
      routes: [
        'GET /finance/{token}',
        'GET /finance/{token}/files/{file}',
        'POST /finance/{token}',
        'POST /finance/{token}/payments',
        'POST /finance/{token}/code',
        'POST /finance/{token}/guarantees',
      ],
    },
    settings: ['TABLE_NAME', 'BUCKET_NAME', 'PUBLIC_URL', 'PROGRAMME', 'MAIL_FROM'],
    secrets: ['CODE_KEY'],
    grants: ['ledger:read', 'ledger:append', 'files:read', 'evidence:bundle', 'mail:send'],
    rows: ['links:follow', 'contracts:write', 'codes', 'limits'],
  },
  board: {
    ...small,
    entry: 'functions/board/handler.ts',
    purpose: 'The case office: every case, who has it and since when, and its repairs.',
    trigger: {
      kind: 'http',
      routes: [
        'GET /board',
        'GET /board/cases',
        'GET /board/contracts',
        'GET /board/pipeline',
        'GET /board/revenue',
        'GET /board/export.csv',
        'GET /board/export.json',
        'GET /board/sign-in',
        'POST /board/sign-in',
        'GET /board/enter/{token}',
        'POST /board/enter/{token}',
        'POST /board/sign-out',
        'GET /board/factor',
        'POST /board/factor',
        'POST /board/factor/proof',
        'POST /board/factor/removal',
        'POST /board/code',
        'GET /board/members',
        'POST /board/members',
        'GET /board/sessions',
        'POST /board/sessions/end',
        'GET /board/cases/{reference}',
        'GET /board/cases/{reference}/files/{file}',
        'POST /board/cases/{reference}/reassignment',
        'POST /board/cases/{reference}/agreement',
        'POST /board/cases/{reference}/declining',
        'POST /board/cases/{reference}/reissue',
        'POST /board/cases/{reference}/extension',
        'POST /board/cases/{reference}/redelivery',
        'POST /board/cases/{reference}/reopening',
        'POST /board/cases/{reference}/legal-route',
        'POST /board/cases/{reference}/closing',
        'POST /board/cases/{reference}/hold',
        'POST /board/cases/{reference}/lift',
      ],
    },
    settings: ['TABLE_NAME', 'BUCKET_NAME', 'PUBLIC_URL', 'PROGRAMME', 'MAIL_FROM'],
    secrets: ['CODE_KEY'],
    grants: ['ledger:read', 'ledger:append', 'files:read', 'files:write', 'evidence:bundle', 'mail:send'],
    rows: [
      'lists',
      'links:follow',
      'sessions',
      'factors',
      'codes',
      'sign-ins:ask',
      'drafts:end',
      'endpoints:write',
      'figures:read',
      'limits',
    ],
  },
  public: {
    ...small,
    entry: 'functions/public/handler.ts',
    purpose:
      'Lets anybody check a contract, and shows those that are published, and the terms of a proposal.',
    trigger: {
      kind: 'http',
      routes: [
        'GET /verify',
        'POST /verify',
        'GET /contracts',
        'GET /contracts/{file}',
        'GET /terms',
        'GET /terms/{digest}',
      ],
    },
    settings: ['TABLE_NAME', 'BUCKET_NAME', 'PUBLIC_URL', 'PROGRAMME'],
    grants: ['ledger:read', 'files:read'],
    rows: ['contracts:find', 'limits'],
  },
  terms: {
    entry: 'functions/terms/handler.ts',
    purpose: "The case office's editor of a contract's terms: complete, preview, release for drawing up.",
    trigger: {
      kind: 'http',
      routes: [
        'GET /board/cases/{reference}/terms',
        'POST /board/cases/{reference}/terms',
        'POST /board/cases/{reference}/terms/preview',
        'POST /board/cases/{reference}/terms/release',
      ],
    },
    settings: ['TABLE_NAME', 'BUCKET_NAME', 'PUBLIC_URL', 'PROGRAMME'],
    grants: ['ledger:read', 'ledger:append'],
    rows: ['links:follow', 'session:renew'],
    timeout: 20,
    memory: 1024,
  },
  'await-step': {
    ...small,
    entry: 'functions/await-step/handler.ts',
    purpose: 'Opens what a waiting state waits for and keeps its task token.',
    trigger: { kind: 'workflow' },
    settings: ['TABLE_NAME', 'PROGRAMME', 'STATE_MACHINE_ARN'],
    grants: ['ledger:read', 'ledger:append', 'workflow:resume'],
  },
  'ask-ledger': {
    ...small,
    entry: 'functions/ask-ledger/handler.ts',
    purpose: 'Tells the state machine where the ledger says the case stands.',
    trigger: { kind: 'workflow' },
    settings: ['TABLE_NAME', 'PROGRAMME'],
    grants: ['ledger:read'],
  },
  'draw-up-contract': {
    entry: 'functions/draw-up-contract/handler.ts',
    purpose: 'Sets the bilingual contract as a PDF and records it.',
    trigger: { kind: 'workflow' },
    settings: ['TABLE_NAME', 'BUCKET_NAME', 'PUBLIC_URL', 'PROGRAMME'],
    grants: ['ledger:read', 'ledger:append', 'files:read', 'files:write'],
    rows: ['contracts:write'],
    timeout: 60,
    memory: 1024,
  },
  'seal-contract': {
    entry: 'functions/seal-contract/handler.ts',
    purpose:
      "Binds signatures, contract and open-contracting data together under the city's seal and records their digests.",
    trigger: { kind: 'workflow' },
    settings: ['TABLE_NAME', 'BUCKET_NAME', 'PUBLIC_URL', 'PROGRAMME', 'SEAL_KEY_ID'],
    grants: ['ledger:read', 'ledger:append', 'files:read', 'files:write', 'files:lock', 'contract:seal'],
    rows: ['contracts:write'],
    timeout: 60,
    memory: 1024,
  },
  relay: {
    ...settling,
    entry: 'functions/relay/handler.ts',
    purpose: 'Turns ledger entries into effects: emails, events, the next step of the workflow.',
    trigger: { kind: 'stream' },
    timeout: 60,
  },
  clock: {
    ...settling,
    entry: 'functions/clock/handler.ts',
    purpose: 'Makes due things happen: reminders, escalations, deadlines, and effects that did not arrive.',
    trigger: { kind: 'schedule' },
    timeout: 55,
  },
  'call-finance': {
    entry: 'functions/call-finance/handler.ts',
    purpose: "Tells finance's own system of a delivered contract, for three days if need be.",
    trigger: { kind: 'queue' },
    settings: [
      'TABLE_NAME',
      'BUCKET_NAME',
      'PUBLIC_URL',
      'PROGRAMME',
      'DELIVERY_QUEUE_URL',
      'DELIVERY_ASIDE_URL',
    ],
    secrets: ['WEBHOOK_SECRET'],
    grants: ['ledger:read', 'ledger:append', 'files:read', 'delivery:settle'],
    rows: ['endpoints'],
    timeout: 30,
    memory: 512,
  },
  'mail-feedback': {
    ...small,
    entry: 'functions/mail-feedback/handler.ts',
    purpose:
      'Keeps what became of each mail, marks a person unreachable after a bounce or a complaint, and records which file a scan withholds.',
    trigger: { kind: 'mail-feedback' },
    settings: ['TABLE_NAME', 'PROGRAMME'],
    grants: ['ledger:read', 'ledger:append'],
    rows: ['drafts:end'],
  },
  'ledger-root': {
    entry: 'functions/ledger-root/handler.ts',
    purpose:
      'Checks all ledgers against the last root, signs one digest over them and keeps it where nobody can change it.',
    trigger: { kind: 'daily' },
    settings: ['TABLE_NAME', 'BUCKET_NAME', 'PUBLIC_URL', 'PROGRAMME', 'MAIL_FROM', 'ROOT_KEY_ID'],
    grants: ['ledger:read', 'root:sign', 'root:keep', 'mail:send'],
    rows: ['lists'],
    timeout: 900,
    memory: 1024,
  },
  retention: {
    entry: 'functions/retention/handler.ts',
    purpose:
      "Erases the applicant's personal data of closed cases once the programme's time for it is over, and copies of files that no case has.",
    trigger: { kind: 'daily' },
    settings: ['TABLE_NAME', 'BUCKET_NAME', 'PROGRAMME'],
    grants: ['ledger:read', 'applicant:erase'],
    rows: ['lists'],
    timeout: 600,
    memory: 512,
  },
  'first-message': {
    ...small,
    entry: 'functions/first-message/handler.ts',
    purpose: 'Writes a test message to the case office when the stack is first deployed.',
    trigger: { kind: 'deployment' },
    settings: ['PUBLIC_URL', 'PROGRAMME', 'MAIL_FROM'],
    grants: ['mail:send'],
  },
} as const satisfies Record<string, FunctionSpec>

export type FunctionName = keyof typeof catalogue

/** The route keys of a function; none for one that answers no HTTP. */
export type RouteOf<N extends FunctionName> = RoutesIn<(typeof catalogue)[N]['trigger']>
type RoutesIn<T> = T extends { readonly routes: readonly (infer R)[] } ? R : never

/** The name by which the state machine file calls a function, e.g. `AwaitStepFunction`. */
export function placeholderOf(name: FunctionName): string {
  const words = name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1))
  return `${words.join('')}Function`
}
