import { describe, expect, it } from 'vitest'
import { stageRule } from '#functions/shared/pages/stage-rule.ts'
import { smallCity, stageWith } from '#test/city/small-city.ts'
import { type DecisionKind, decisionKinds } from '#workflows/decision.ts'
import { type Language, languages } from '#workflows/language.ts'

function ruleWith(decisions: readonly DecisionKind[], language: Language): string {
  const seats = ['a@city.example', 'b@city.example', 'c@city.example'].map((email) => [email] as const)
  const stage = stageWith('review', seats, { decisions: [...decisions] })
  const sentences = stageRule({ stage, round: 1, programme: smallCity({ stages: [stage] }) })
  return sentences.map((sentence) => sentence[language]).join(' ')
}

describe.each(languages)('the rule of a stage in %s', (language) => {
  it.each(decisionKinds.filter((kind) => kind !== 'approve'))(
    'tells what %s does, where it is offered',
    (kind) => {
      const others = decisionKinds.filter((other) => other !== kind)
      expect(ruleWith(['approve', kind], language)).not.toBe(ruleWith(['approve'], language))
      expect(ruleWith(decisionKinds, language)).not.toBe(ruleWith(others, language))
    },
  )
})
