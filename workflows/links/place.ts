import * as z from 'zod'

/** Whose link it is: a place in the case, not the person who holds it now. */
export const linkPlaceSchema = z.discriminatedUnion('place', [
  z.object({ place: z.literal('applicant') }),
  z.object({ place: z.literal('seat'), stage: z.string(), seat: z.string() }),
  z.object({ place: z.literal('signatory'), id: z.string() }),
  z.object({ place: z.literal('finance') }),
])
export type LinkPlace = z.infer<typeof linkPlaceSchema>

/** The name of a place in `linksSince`, e.g. `seat:research:research-1`. */
export function placeKey(place: LinkPlace): string {
  switch (place.place) {
    case 'seat':
      return `seat:${place.stage}:${place.seat}`
    case 'signatory':
      return `signatory:${place.id}`
    case 'applicant':
    case 'finance':
      return place.place
  }
}

/** The signatory who stands for the startup; the city's have ids of their own in the programme. */
export const startupSignatory = 'startup'
