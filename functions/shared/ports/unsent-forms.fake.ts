import type { UnsentForm, UnsentForms } from './unsent-forms.ts'

/** Half-filled forms, in memory. */
export function memoryUnsentForms(): UnsentForms & { readonly kept: ReadonlyMap<string, UnsentForm> } {
  const kept = new Map<string, UnsentForm>()
  return {
    kept,
    async keep(digest, form, writer) {
      if (writer !== undefined && kept.get(digest)?.writer !== writer) return false
      kept.set(digest, form)
      return true
    },
    async find(digest, now) {
      const form = kept.get(digest)
      return form !== undefined && new Date(form.expires) > now ? form : undefined
    },
    async erase(digest, writer) {
      if (writer === undefined || kept.get(digest)?.writer === writer) kept.delete(digest)
    },
  }
}
