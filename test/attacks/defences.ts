/** Where the defence against an attack stands: with `from` replaced by `to` it is out, and the attack's test must fail. */
export interface Defence extends Edit {
  readonly attack: string
  /** File of `test/attacks`, and a part of the test's name where only some of its tests are meant. */
  readonly test: string
  readonly named?: string
  /** The other lines of a defence that stands in several. */
  readonly also?: readonly Edit[]
}

export interface Edit {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** Every attack with its defence. `node test/attacks/take-out-defences.ts` takes each out in turn, in a copy of the project. */
export const defences: readonly Defence[] = [
  {
    attack: 'another case’s file by its id',
    test: 'shared-file-ids.test.ts',
    file: 'functions/submit/take-files.ts',
    from: 'const secret = secretOf.get(id)',
    to: "const secret = secretOf.get(id) ?? ''",
  },
  {
    attack: 'a file that goes with the case which was erased',
    test: 'shared-file-ids.test.ts',
    named: 'keeps attachments',
    file: 'functions/submit/take-files.ts',
    from: 'secret === null && from === undefined ? record : await files.attach(reference, record, from)',
    to: 'record',
  },
  {
    attack: 'a forged request to the imitated services',
    test: 'neighbours.test.ts',
    file: 'infra/local/cloud/cloud.ts',
    from: 'verdict.ok && isSignedBody(request, body)',
    to: 'verdict !== undefined',
  },
  {
    attack: 'an object of the files without a signature',
    test: 'neighbours.test.ts',
    named: 'reads and writes no object',
    file: 'infra/local/cloud/s3.ts',
    from: 'return verdict.ok ? undefined',
    to: "return verdict.ok || verdict.why === 'missing' ? undefined",
  },
  {
    attack: 'files that another account can read',
    test: 'neighbours.test.ts',
    named: 'cannot open the files',
    file: 'infra/local/store/database.ts',
    from: 'chmodSync(file, 0o600)',
    to: 'chmodSync(file, 0o644)',
  },
  {
    attack: 'a page of another origin that moves the clock',
    test: 'neighbours.browser.test.ts',
    file: 'infra/local/operator/is-own-request.ts',
    from: "if (site !== undefined && site !== 'same-origin' && site !== 'none') return false",
    to: 'if (site !== undefined) return true',
  },
  {
    attack: 'a page of another origin that reads',
    test: 'neighbours.browser.test.ts',
    file: 'infra/local/gateway/refusal-page.ts',
    from: "'x-content-type-options': 'nosniff',",
    to: "'x-content-type-options': 'nosniff', 'access-control-allow-origin': '*',",
  },
  {
    attack: 'self-approval in another spelling',
    test: 'self-approval.test.ts',
    named: 'is given no seat',
    file: 'workflows/proposal/eligibility.ts',
    from: 'return applicant !== null && sameMailbox(applicant.email, email)',
    to: 'return applicant !== null && applicant.email === email',
  },
  {
    attack: 'self-approval as a member of the board',
    test: 'self-approval.test.ts',
    named: 'repairs nothing',
    file: 'workflows/proposal/eligibility.ts',
    from: 'if (isApplicant(email, { applicant })) return true',
    to: 'if (applicant.email === email) return true',
  },
  {
    attack: 'self-approval as alternate',
    test: 'self-approval.test.ts',
    named: 'alternate',
    file: 'workflows/proposal/eligibility.ts',
    from: 'const free = persons.find((person) => person && seatBar(person.email, candidacy, state, context) === null)',
    to: 'const free = persons.find((person) => person)',
  },
  {
    attack: 'self-approval by a signature for the city',
    test: 'self-approval.test.ts',
    named: 'signs for one side',
    file: 'workflows/proposal/eligibility.ts',
    from: "if (isApplicantsSide(email, state, context)) return 'person-is-applicant'",
    to: '',
  },
  {
    attack: 'a ledger that was written anew',
    test: 'planted-ledgers.test.ts',
    named: 'rewritten',
    file: 'functions/ledger-root/check-ledgers.ts',
    from: 'if (unmet.size > 0) {',
    to: 'if (unmet.size < 0) {',
  },
  {
    attack: 'a root by another key',
    test: 'planted-ledgers.test.ts',
    named: 'root of',
    file: 'functions/ledger-root/last-root.ts',
    from: "if (statement.day !== ofDay || !(await isOurs(root, { files, publicKey }))) return 'root-forged'",
    to: '',
  },
  {
    attack: 'a head that does not follow from its ledger',
    test: 'planted-ledgers.test.ts',
    named: 'head alone',
    file: 'functions/ledger-root/check-ledgers.ts',
    from: 'return state?.reference === reference && standing(state) === standing(head)',
    to: 'return state !== undefined',
  },
  {
    attack: 'code guessing over hours',
    test: 'limits-over-time.test.ts',
    named: 'twenty codes',
    file: 'functions/sign/sign-contract.ts',
    from: 'const mostGuesses = 20',
    to: 'const mostGuesses = 2_000',
  },
  {
    attack: 'mail bombing in other spellings',
    test: 'limits-over-time.test.ts',
    named: 'three mails a day',
    file: 'functions/submit/limits.ts',
    from: '`proposals-email ${mailboxDigest(email)}`',
    to: '`proposals-email ${email}`',
  },
  {
    attack: 'looking for members at the sign-in',
    test: 'limits-over-time.test.ts',
    named: 'told nothing',
    file: 'functions/board/sign-in.ts',
    from: 'if (address.allowed) await',
    to: 'if (address.allowed && programme().caseOffice.members.some((member) => member.email === email)) await',
  },
  {
    attack: 'a formula for who splits at commas',
    test: 'unseen-text.test.ts',
    named: 'commas, semicolons or tabs',
    file: 'functions/board/csv.ts',
    from: '(^|[;\\t\\r\\n])',
    to: '([;\\t\\r\\n])',
  },
  {
    attack: 'a formula for who splits at semicolons',
    test: 'unseen-text.test.ts',
    named: 'commas, semicolons or tabs',
    file: 'functions/board/csv.ts',
    from: '(^|[;\\t\\r\\n])',
    to: '(^|[\\t\\r\\n])',
  },
  {
    attack: 'a formula for who splits at tabs',
    test: 'unseen-text.test.ts',
    named: 'commas, semicolons or tabs',
    file: 'functions/board/csv.ts',
    from: '(^|[;\\t\\r\\n])',
    to: '(^|[;\\r\\n])',
    // No tab comes through intake either.
    also: [
      {
        file: 'workflows/form/normalise.ts',
        from: "normaliseProse(text).replace(/\\s+/g, ' ')",
        to: 'text',
      },
    ],
  },
  {
    attack: 'a signature and a reason that cannot be seen',
    test: 'unseen-text.test.ts',
    named: 'neither a reason',
    file: 'workflows/form/normalise.ts',
    from: '/[[\\p{L}\\p{N}]--[\\u0640\\u07fa]]/v.test(normaliseLine(text))',
    to: 'text.length > 0',
  },
  {
    attack: 'a mail server without TLS',
    test: 'smtp-without-tls.test.ts',
    file: 'infra/local/smtp-security.ts',
    from: 'requireTLS: true,',
    to: '',
  },
  {
    attack: 'a mail server with a certificate of its own',
    test: 'smtp-without-tls.test.ts',
    file: 'infra/local/smtp-security.ts',
    from: 'rejectUnauthorized: true',
    to: 'rejectUnauthorized: false',
  },
  {
    attack: 'a request that cannot be read',
    test: 'raw-requests.test.ts',
    named: 'a request that cannot be read',
    file: 'infra/local/gateway/broken-request.ts',
    from: 'else answerRaw(socket, statusOf',
    to: 'else if (error === undefined) answerRaw(socket, statusOf',
  },
  {
    attack: 'a wrong pin or an unknown option behind the path',
    test: 'forged-bundles.test.ts',
    named: 'behind the path',
    file: 'infra/verify/tasvib-verify.mjs',
    from: 'parseArgs({ args: given,',
    to: 'parseArgs({ args: given.slice(0, 1),',
  },
  {
    attack: 'an unknown option',
    test: 'forged-bundles.test.ts',
    named: 'an option that there is not',
    file: 'infra/verify/tasvib-verify.mjs',
    from: 'options, allowPositionals: true }',
    to: 'options, strict: false, allowPositionals: true }',
  },
  {
    attack: 'a genuine seal around another ledger',
    test: 'forged-bundles.test.ts',
    file: 'infra/verify/tasvib-verify.mjs',
    from: 'mustStand(ledger, bound.sequence, bound.tip)',
    to: '',
  },
  {
    attack: 'a root that is not signed',
    test: 'forged-bundles.test.ts',
    file: 'infra/verify/tasvib-verify.mjs',
    from: 'expect(signed, words.rootSignature)',
    to: '',
  },
  {
    attack: 'two files of one name',
    test: 'forged-bundles.test.ts',
    named: 'two files of one name',
    file: 'infra/verify/tasvib-verify.mjs',
    from: "must(!files.has(name.toString('utf8')), words.twice)",
    to: '',
  },
  {
    attack: 'a name that writes a verdict',
    test: 'forged-bundles.test.ts',
    named: 'cannot write a verdict',
    file: 'infra/verify/tasvib-verify.mjs',
    from: '`"${printed(name)}"`',
    to: 'name',
  },
]
