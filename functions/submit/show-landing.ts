import { paths } from '#functions/paths.ts'
import { type Answer, type HttpRequest, json, page } from '#functions/shared/http/http.ts'
import type { SubmitDependencies } from '#functions/shared/intake/submit-dependencies.ts'
import { termsBytes } from '#functions/shared/pages/submission-terms.ts'
import { fieldList } from '#workflows/form/fields.ts'
import { landingPage } from './landing-page.ts'

/** What the city looks for and the form; as JSON the same facts, for whoever builds a form of their own. */
export async function showLanding(
  { language, wants }: Pick<HttpRequest, 'language' | 'wants'>,
  { programme, random }: Pick<SubmitDependencies, 'programme' | 'random'>,
): Promise<Answer> {
  if (wants === 'html') return page(200, landingPage({ language, programme, idempotencyKey: random.id() }))
  const { id, version, city, name, summary, rubric } = programme
  return json(200, {
    programme: { id, version, city: city[language], name: name[language], summary: summary[language] },
    criteria: rubric.criteria.map((criterion) => ({ ...criterion, name: criterion.name[language] })),
    stages: programme.stages.map((stage) => ({
      id: stage.id,
      name: stage.name[language],
      purpose: stage.purpose[language],
      deadline: stage.deadline,
    })),
    /** What is accepted with the declaration. A form may send the digest as `terms`, to be told when they changed. */
    terms: { digest: termsBytes(programme).digest, url: paths.submissionTerms() },
    fields: fieldList.map((field) => ({
      ...field,
      label: field.label[language],
      help: field.help[language],
      ...('options' in field
        ? { options: field.options.map(({ value, label }) => ({ value, label: label[language] })) }
        : {}),
    })),
  })
}
