import type { UnsentForm, UnsentForms } from './unsent-forms.ts'

/** Half-filled forms, in memory. */
export function memoryUnsentForms(): UnsentForms & { readonly kept: ReadonlyMap<string, UnsentForm> } {
  const kept = new Map<string, UnsentForm>()
  return {
    kept,
    async keep(digest, form) {
      kept.set(digest, form)
    },
    async find(digest, now) {
      const form = kept.get(digest)
      return form !== undefined && new Date(form.expires) > now ? form : undefined
    },
    async erase(digest) {
      kept.delete(digest)
    },
  }
}
