import * as z from 'zod'

/** A box that must be ticked: `on` from a browser, whatever says yes from a program. */
export const ticked = z.union([z.literal(true), z.enum(['true', 'on', 'yes', '1'])])
