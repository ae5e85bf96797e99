import type { EffectKey } from './effects.ts'
import type { Mail } from './mailer.ts'

/**
 * An effect as the value of a message's tag, which the mail service gives back with whatever it reports of the message. Such a
 * value has letters, digits, `_` and `-` alone; neither references nor the parts of an effect's kind contain a `_`.
 */
export function effectTag({ reference, sequence, kind }: EffectKey): string {
  return `${reference}_${sequence}_${kind.replaceAll(':', '_')}`
}

/** The effect of a tag's value; undefined for a value that is none of ours. */
export function effectOfTag(value: string): EffectKey | undefined {
  const [, reference, sequence, kind] = /^([A-Z0-9-]+)_([1-9]\d{0,7})_([a-z0-9_-]+)$/.exec(value) ?? []
  if (reference === undefined || sequence === undefined || kind === undefined) return undefined
  return { reference, sequence: Number(sequence), kind: kind.replaceAll('_', ':') }
}

/** By which reports are chosen, in the cloud by a rule of EventBridge. */
export const arrivalTag = { name: 'tells', value: 'arrival' } as const

/** A message's tags, which come back with each report: of which cases' effects it is, and whether its arrival is reported. */
export function tagsOf({ effects = [], tellsArrival = false }: Pick<Mail, 'effects' | 'tellsArrival'>) {
  return Object.fromEntries([
    ...effects.map((effect, index) => [`effect-${index + 1}`, effectTag(effect)] as const),
    ...(tellsArrival ? [[arrivalTag.name, arrivalTag.value] as const] : []),
  ])
}
