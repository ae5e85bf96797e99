import type { Text } from '#workflows/language.ts'
import { type LinkPlace, startupSignatory } from '#workflows/links/place.ts'
import type { Programme } from '#workflows/programme/programme.ts'

/** What a programme calls a stage. An id that this version of it does not know is its own name. */
export function stageName(programme: Programme, id: string): Text {
  return programme.stages.find((stage) => stage.id === id)?.name ?? asWritten(id)
}

/** A seat is known by the role of whom the programme put there. */
export function seatName(programme: Programme, stage: string, seat: string): Text {
  const seats = programme.stages.find(({ id }) => id === stage)?.seats ?? []
  return seats.find(({ id }) => id === seat)?.holder.role ?? asWritten(seat)
}

/** A signatory's place by its role. */
export function signatoryName(programme: Programme, id: string): Text {
  if (id === startupSignatory) return { fa: 'نمایندهٔ کسب‌وکار', en: "The startup's representative" }
  return programme.signing.signatories.find((place) => place.id === id)?.holder.role ?? asWritten(id)
}

/** The place to which a link is sent. */
export function placeName(target: LinkPlace, programme: Programme): Text {
  switch (target.place) {
    case 'applicant':
      return { fa: 'متقاضی', en: 'Applicant' }
    case 'seat':
      return seatName(programme, target.stage, target.seat)
    case 'signatory':
      return signatoryName(programme, target.id)
    case 'finance':
      return programme.finance.office.role
  }
}

/** A value that is the same in both languages, such as an address. */
export function asWritten(value: string): Text {
  return { fa: value, en: value }
}
