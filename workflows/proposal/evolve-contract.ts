import { latestDay } from '#workflows/contract/latest-day.ts'
import { startupSignatory } from '#workflows/links/place.ts'
import { closed, type Evolvers, expectStatus, factsOf, owedFrom, withoutProposal } from './evolve-parts.ts'
import { settlingTerms } from './evolve-terms.ts'
import { withoutPaid } from './obligations.ts'
import type { Guarantee, Person, ProposalState, Signatory } from './state.ts'

/** Contract: drawn up, signed, sealed, delivered, acknowledged or returned. */
export const contractEvolvers = {
  ContractDrawnUp: (state, entry) => {
    const { version, number, documentDigest, termsDigest, deadline, signatories } = entry.data
    return {
      ...factsOf(state),
      status: 'signing',
      contractVersion: version,
      contract: { version, number, documentDigest, termsDigest, drawnUpAt: entry.at },
      signatories: signatories.map(({ id, person }) => ({
        id,
        person: id === startupSignatory ? startupRepresentative(state) : person,
        passedOver: [],
        signed: null,
      })),
      proposals: [],
      deadline,
    }
  },
  SignatoryReplaced: (state, entry) => {
    const signing = expectStatus(state, 'signing', entry)
    const signatories = signing.signatories.map((signatory) =>
      signatory.id === entry.data.id ? replaced(signatory, entry.data.person) : signatory,
    )
    return withoutProposal({ ...signing, signatories }, { signatory: entry.data.id })
  },
  ContractSigned: (state, entry) => {
    const signing = expectStatus(state, 'signing', entry)
    const signed = { at: entry.at, sequence: entry.sequence, receipt: entry.digest }
    const signatories = signing.signatories.map((signatory) =>
      signatory.id === entry.data.id ? { ...signatory, signed } : signatory,
    )
    if (signatories.some((signatory) => signatory.signed === null)) {
      const after = { ...signing, signatories, deadline: entry.data.deadline ?? signing.deadline }
      return withoutProposal(after, { signatory: entry.data.id })
    }
    const { contract } = signing
    return { ...factsOf(signing), status: 'sealing', contract, signatories, ...owedFrom(entry) }
  },
  SigningCodesStopped: (state, entry) => {
    const signing = expectStatus(state, 'signing', entry)
    const signatories = signing.signatories.map((signatory) =>
      signatory.id === entry.data.id ? { ...signatory, stopped: true as const } : signatory,
    )
    return { ...signing, signatories }
  },
  SignatureRefused: (state, entry) =>
    settlingTerms(expectStatus(state, 'signing', entry), 'signature-refused', entry.data.settle),
  ContractSealed: (state, entry) => {
    const { contract, signatories } = expectStatus(state, 'sealing', entry)
    const { sealDigest } = entry.data
    return { ...factsOf(state), status: 'sealed', contract, signatories, sealDigest, ...owedFrom(entry) }
  },
  ContractDelivered: (state, entry) => {
    const { contract, signatories, sealDigest } = expectStatus(state, 'sealed', entry)
    const { deadline } = entry.data
    return { ...factsOf(state), status: 'with-finance', contract, signatories, sealDigest, deadline }
  },
  DeliveryRepeated: (state) => state,
  WebhookGivenUp: (state) => state,
  ReceiptAcknowledged: (state, entry) => ({
    ...closed(expectStatus(state, 'with-finance', entry), entry, 'completed', entry.data.voucher),
    schedule: entry.data.schedule ?? [],
    endsOn: entry.data.endsOn ?? null,
    guarantees: entry.data.guarantees ?? [],
    listed: entry.data.listed ?? false,
  }),
  ObligationsOverdue: (state, entry) => {
    const { told, ...rest } = expectStatus(state, 'closed', entry)
    const { instalments, guarantees } = entry.data
    return {
      ...rest,
      told: {
        instalments: [...told.instalments, ...instalments],
        guarantees: [...told.guarantees, ...guarantees],
      },
    }
  },
  ObligationsListed: (state, entry) => {
    const { endsOn, guarantees, settlementDays: days, on = entry.at.slice(0, 10) } = entry.data
    const before = expectStatus(state, 'closed', entry)
    const stands = (listed: Guarantee) =>
      before.guarantees.find(({ place }) => place === listed.place) ?? listed
    const schedule = before.schedule.map((one) => ({
      ...one,
      ...(days === undefined ? {} : { latest: latestDay(one.due, days) }),
    }))
    // What was told at the end of its quarter, within its days of settlement, is told again once those are over.
    const told = before.told.instalments.filter((place) => {
      const { latest } = schedule[place - 1] ?? {}
      return latest === undefined || latest < on
    })
    return {
      ...before,
      endsOn,
      schedule,
      guarantees: guarantees.map(stands),
      listed: true,
      told: { ...before.told, instalments: told },
    }
  },
  GuaranteeChanged: (state, entry) => {
    const { guarantee, change, expiresOn, on, document } = entry.data
    const { guarantees, told, ...rest } = expectStatus(state, 'closed', entry)
    return {
      ...rest,
      guarantees: guarantees.map((held) => {
        if (held.place !== guarantee) return held
        const { releasedOn: _, ...before } = { ...held, document, on }
        if (change === 'released') return { ...before, releasedOn: on }
        return expiresOn === undefined ? before : { ...before, expiresOn }
      }),
      // Should it expire on its new day too, that is told again.
      told: { ...told, guarantees: told.guarantees.filter((place) => place !== guarantee) },
    }
  },
  PaymentRecorded: (state, entry) => {
    const { instalment, amount, receivedOn, voucher, corrects, surplus } = entry.data
    const { payments, ...rest } = expectStatus(state, 'closed', entry)
    const kept = payments.filter(({ sequence }) => sequence !== corrects)
    const payment = {
      sequence: entry.sequence,
      instalment,
      amount,
      receivedOn,
      voucher,
      ...(surplus === undefined ? {} : { carriedOver: true as const }),
    }
    return withoutPaid({ ...rest, payments: amount === 0 ? kept : [...kept, payment] })
  },
  ContractReturned: (state, entry) =>
    settlingTerms(expectStatus(state, 'with-finance', entry), 'returned-by-finance', entry.data.settle),
} satisfies Partial<Evolvers>

function replaced(signatory: Signatory, person: Person): Signatory {
  const { passedOver, person: before, stopped: _, ...place } = signatory
  return { ...place, person, passedOver: before === null ? passedOver : [...passedOver, before] }
}

/** Whom the contract names; where the terms are not known any more, the applicant. */
function startupRepresentative(state: ProposalState): Person | null {
  if (state.applicant === null) return null
  const { organisation, email } = state.applicant
  const name = ('terms' in state ? state.terms?.representative : undefined) ?? state.applicant.name
  return {
    name: { fa: name, en: name },
    role: { fa: `نمایندهٔ ${organisation}`, en: `Representative of ${organisation}` },
    email,
  }
}
