import * as z from 'zod'

export const languages = ['fa', 'en'] as const
export type Language = (typeof languages)[number]
export const languageSchema = z.enum(languages)

/** The same words in both languages; neither may be missing. */
export const textSchema = z.object({ fa: z.string().min(1), en: z.string().min(1) })
export type Text = z.infer<typeof textSchema>
