import { paths } from '#functions/paths.ts'
import type { FieldFault } from '#functions/shared/http/problem.ts'
import { field } from '#functions/shared/pages/field.ts'
import { type Html, html } from '#functions/shared/pages/html.ts'
import { placeName, seatName, signatoryName } from '#functions/shared/pages/names.ts'
import { button, faultOf, postForm, type Tone } from '#functions/shared/pages/parts.ts'
import {
  languageOptions,
  personLanguage,
  personLanguageHint,
} from '#functions/shared/pages/person-language.ts'
import { holderOf } from '#workflows/effects/awaited.ts'
import type { Language } from '#workflows/language.ts'
import { type LinkPlace, startupSignatory } from '#workflows/links/place.ts'
import { sameMailbox } from '#workflows/programme/comparable-address.ts'
import type { Programme } from '#workflows/programme/programme.ts'
import { placesWithLinks } from '#workflows/proposal/decide-link.ts'
import { isUndecided } from '#workflows/proposal/seat.ts'
import type { HolderProposal, ProposalState } from '#workflows/proposal/state.ts'
import { caseTexts } from './case-texts.ts'
import { extensionQuestions } from './extension-form.ts'
import { legalRouteQuestions } from './legal-route-form.ts'
import type { Repair } from './open-case.ts'
import { placeOf } from './proposals-section.ts'
import { linkPlaceValue } from './repair-command.ts'
import { repairWords } from './repair-texts.ts'

/** The repair that is being filled in, with what was typed and what is wrong with it. */
export interface RepairRemarks {
  readonly repair: Repair | undefined
  readonly values: Readonly<Record<string, string>>
  readonly faults: readonly FieldFault[]
  readonly message?:
    | { readonly tone: Tone; readonly title: string; readonly detail?: string | undefined }
    | undefined
}

type RepairValues = RepairRemarks['values']

interface FormSpec {
  /** Whoever fills it in. */
  readonly by: string
  readonly state: ProposalState
  readonly programme: Programme
  readonly now: Date
  readonly language: Language
  readonly values: RepairValues
  readonly faults: RepairRemarks['faults']
}

/** One repair as a form. Nothing is chosen beforehand and each needs a reason. */
export function repairForm(repair: Repair, spec: FormSpec): Html {
  const { language, state } = spec
  const { title, detail } = repairWords[repair]
  const content = html`${forms[repair](spec)}${button(title[language], repair === 'closing' ? 'danger' : 'primary')}`
  return html`<section id="repair" class="card"><h3>${title[language]}</h3><p>${detail[language]}</p>
${postForm({ action: paths[repair](state.reference), language, multipart: repair === 'legalRoute' }, content)}</section>`
}

const forms: Readonly<Record<Repair, (spec: FormSpec) => Html>> = {
  legalRoute: (spec) => legalRouteQuestions({ ...spec, recorded: spec.state.legalRoute }),
  reassignment: (spec) => {
    const texts = caseTexts[spec.language]
    const options = placesOf(spec)
    const { language } = spec
    return html`${field({ kind: 'select', label: texts.target, language, required: true, options, ...shared('target', spec) })}
${field({ kind: 'text', label: texts.name, language, required: true, maxLength: 200, ...shared('name', spec) })}
${field({ kind: 'email', label: texts.email, language, required: true, maxLength: 254, ...shared('email', spec) })}
${field({ kind: 'text', label: texts.role, hint: texts.roleHint, language, maxLength: 200, ...shared('role', spec) })}
${field({ kind: 'select', label: personLanguage[language], hint: personLanguageHint[language], language, options: languageOptions(spec.programme, language), ...shared('language', spec) })}
${reason(spec)}`
  },
  agreement: (spec) => proposalQuestion(spec, ({ by }) => !sameMailbox(by, spec.by)),
  declining: (spec) => html`${proposalQuestion(spec, () => true)}
${reason(spec)}`,
  reissue: (spec) => {
    const { language, state, programme } = spec
    const options = placesWithLinks(state, { programme }).map((place) => ({
      value: linkPlaceValue(place),
      label: placeLabel(placeName(place, programme)[language], nameAt(place, spec)),
    }))
    return html`${field({ kind: 'select', label: caseTexts[language].linkOf, language, required: true, options, ...shared('target', spec) })}
${reason(spec)}`
  },
  extension: (spec) => {
    const { state } = spec
    return html`${'deadline' in state && extensionQuestions({ ...spec, state })}
${reason(spec)}`
  },
  redelivery: (spec) => reason(spec),
  reopening: (spec) => reason(spec),
  hold: (spec) => reason(spec),
  lift: (spec) => reason(spec),
  closing: (spec) => html`${reason(spec)}
${field({ kind: 'checkbox', name: 'confirm', label: caseTexts[spec.language].confirm, language: spec.language, required: true, fault: faultOf(spec.faults, 'confirm', spec.language) })}`,
}

/** Whom another member proposed: each with the place, who proposed and why, in one choice that nothing makes beforehand. */
function proposalQuestion(spec: FormSpec, isOffered: (proposal: HolderProposal) => boolean): Html {
  const { state, programme, language } = spec
  const proposals = 'proposals' in state ? state.proposals.filter(isOffered) : []
  const options = proposals.map((proposal) => ({
    value: String(proposal.sequence),
    label: placeLabel(
      placeOf(proposal.target, state, programme)[language],
      `${proposal.to.name[language]} (${proposal.to.email})`,
    ),
  }))
  return html`${field({ kind: 'select', label: caseTexts[language].proposed, language, required: true, options, ...shared('proposal', spec) })}`
}

function reason(spec: FormSpec): Html {
  const { language } = spec
  return field({
    kind: 'textarea',
    label: caseTexts[language].reason,
    language,
    required: true,
    rows: 3,
    maxLength: 4000,
    ...shared('reason', spec),
  })
}

function shared(name: string, { values, faults, language }: FormSpec) {
  return { name, value: values[name], fault: faultOf(faults, name, language) }
}

/** The places that can be given to somebody else: seats of the open stage that have not decided, or signatures still to come. */
function placesOf({ state, programme, language }: FormSpec): { value: string; label: string }[] {
  if (state.status === 'in-review') {
    return state.seats.filter(isUndecided).map(({ seat, holder }) => ({
      value: `seat:${seat}`,
      label: placeLabel(seatName(programme, state.stage, seat)[language], holder?.name[language]),
    }))
  }
  if (state.status !== 'signing') return []
  return state.signatories
    .filter(({ id, signed }) => signed === null && id !== startupSignatory)
    .map(({ id, person }) => ({
      value: `signatory:${id}`,
      label: placeLabel(signatoryName(programme, id)[language], person?.name[language]),
    }))
}

/** Who will get the link. */
function nameAt(place: LinkPlace, { state, programme, language }: FormSpec): string | undefined {
  switch (place.place) {
    case 'applicant':
      return state.applicant?.name
    case 'seat':
      return holderOf(state, place.seat)?.name[language]
    case 'signatory':
      return 'signatories' in state
        ? state.signatories.find(({ id }) => id === place.id)?.person?.name[language]
        : undefined
    case 'finance':
      return programme.finance.office.name[language]
  }
}

function placeLabel(place: string, name: string | undefined): string {
  return name === undefined ? place : `${place} — ${name}`
}
