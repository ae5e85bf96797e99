import * as z from 'zod'
import {
  enrolForm,
  legalRouteForm,
  memberForm,
  proofForm,
  repairForms,
  signInForm,
} from '#functions/shared/requests/board.ts'
import { answerForm, guaranteeForm, paymentForm } from '#functions/shared/requests/finance.ts'
import { checkForm, lostLinkForm, uploadSchema } from '#functions/shared/requests/public.ts'
import { declarationForm, delegationForm } from '#functions/shared/requests/review.ts'
import { refusalForm, signForm } from '#functions/shared/requests/sign.ts'
import { contractTypes, guaranteeKinds } from '#workflows/contract/terms.ts'
import { decisionKindSchema } from '#workflows/decision.ts'
import { proposalForm } from '#workflows/form/proposal-form.ts'
import { writtenAddress } from '#workflows/form/written-text.ts'
import { digestSchema } from '#workflows/ledger/digest.ts'

const reason = z.string().min(3).max(4000)

const amount = z.union([z.int(), z.string()])
const line = z.string().max(4000)

/** The terms' form; the digits of amounts and dates may be Persian, dates are Jalali or ISO. */
const termsBody = z
  .object({
    contractType: z.enum(contractTypes),
    title: line,
    titleEn: line,
    startupName: line,
    legalId: z.string(),
    representative: line,
    subject: line,
    municipalAsk: line,
    /** Per cent. */
    municipalShare: z.union([z.number(), z.string()]),
    /** Rials for each contract year. */
    shareFloor: amount,
    investment: amount,
    annualRevenue: z.array(amount).length(3),
    durationMonths: amount,
    startsOn: z.string(),
    /** One quarter per line, e.g. `1406/1: 250000000`; empty where they follow from the share. */
    payments: z.union([z.string(), z.array(z.string())]),
    settlementDays: amount,
    graceDays: amount,
    latePenalty: z.union([z.number(), z.string()]),
    iban: z.string(),
    guarantees: z.array(
      z.object({
        kind: z.enum(guaranteeKinds),
        amount,
        issuer: line,
        expiresOn: z.string().optional(),
        /** Its extension until all is settled is a term; needed where it expires before that. */
        extended: z.boolean().optional(),
      }),
    ),
    conditions: z.union([z.string(), z.array(z.string())]),
    /** Digest of the saved terms that this builds on; 409 when others saved meanwhile. */
    basis: z.union([digestSchema, z.literal('')]),
  })
  .partial()

/**
 * What each POST takes, as JSON or as form fields of the same names: the functions' own schemas, or, where they take anything
 * and judge it by the programme, what is always understood.
 */
export const requestBodies = {
  UploadRequest: uploadSchema,
  /** The secret that was given out with the id. */
  UploadSecret: z.object({ secrets: z.string() }),
  /** With the secrets that were given out at the uploads of its files, in any order. */
  Proposal: proposalForm().safeExtend({ secrets: z.array(z.string()).optional() }),
  /** Whatever of a proposal is there, and the address to which the link goes; `unsent` of an earlier answer keeps it anew. */
  UnsentForm: z.object({ email: writtenAddress, unsent: z.string().optional() }),
  /** The page that follows a sending carries its secret. */
  Sending: z.object({ sending: z.string() }),
  AddressCorrection: z.object({ sending: z.string(), email: writtenAddress }),
  Nothing: z.object({}),
  /** The number that the page shows; asked of forms alone, also of those that declare and acknowledge. */
  ShownNumber: z.object({ shownNumber: z.string().optional() }),
  Withdrawal: z.object({
    confirm: z.union([z.literal(true), z.enum(['true', 'on'])]),
    reason: z.string().max(2000).optional(),
  }),
  ReviewDecision: z.object({
    decision: decisionKindSchema,
    reason,
    /** One of the programme's. */
    reasonCode: z.string().optional(),
    /** Whole numbers within the programme's scale, by criterion; needed where the stage is scored. */
    scores: z.record(z.string(), z.union([z.int(), z.string()])).optional(),
    /** On which an approval rests: a list, or one per line. */
    conditions: z.union([z.string(), z.array(z.string())]).optional(),
    /** Of the documents that were shown; the answer is 409 when they have changed. */
    documentsDigest: digestSchema.optional(),
  }),
  ReviewDraft: z.object({
    reason: z.string().max(4000).optional(),
    scores: z.record(z.string(), z.union([z.int(), z.string()])).optional(),
  }),
  Declaration: declarationForm,
  Recusal: z.object({ reason }),
  Delegation: delegationForm,
  Signature: signForm,
  SignatureRefusal: refusalForm,
  FinanceAnswer: answerForm,
  PaymentReceived: paymentForm,
  GuaranteeRecorded: guaranteeForm,
  ContractCheck: checkForm,
  SignIn: signInForm,
  LostLink: lostLinkForm,
  FactorEnrolment: enrolForm,
  FactorProof: proofForm,
  MemberAct: memberForm,
  Reassignment: repairForms.reassignment,
  Agreement: repairForms.agreement,
  Declining: repairForms.declining,
  Reissue: repairForms.reissue,
  Extension: repairForms.extension,
  Redelivery: repairForms.redelivery,
  Reopening: repairForms.reopening,
  Terms: termsBody,
  TermsRelease: termsBody.extend({ note: reason.optional() }),
  LegalRoute: legalRouteForm,
  Closing: repairForms.closing,
  Hold: repairForms.hold,
  Lift: repairForms.lift,
} as const satisfies Record<string, z.ZodType>

export type RequestBodyName = keyof typeof requestBodies

/** RFC 9457. */
export const problemSchema = z.object({
  type: z.string(),
  status: z.int(),
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  instance: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
})
