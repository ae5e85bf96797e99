import * as z from 'zod'
import { type Credentials, sameText, sign } from './signature-v4.ts'

/**
 * Checks a browser's upload form against the policy that was signed for it.
 * Source: "Creating a POST policy" and "POST Object" of the Amazon S3 API reference.
 */
export interface UploadForm {
  readonly bucket: string
  /** Every field except the file, names in lower case. */
  readonly fields: ReadonlyMap<string, string>
  /** Bytes of the file. */
  readonly size: number
  readonly now: Date
}

export interface PolicyRefusal {
  readonly status: 400 | 403
  readonly code: string
  readonly message: string
}

const matchSchema = z.tuple([z.enum(['eq', 'starts-with']), z.string().startsWith('$'), z.string()])
const rangeSchema = z.tuple([z.literal('content-length-range'), z.number(), z.number()])
const policySchema = z.object({
  expiration: z.iso.datetime(),
  conditions: z.array(z.union([rangeSchema, matchSchema, z.record(z.string(), z.string())])),
})
type Condition = z.infer<typeof policySchema>['conditions'][number]

/** These need no condition in the policy; everything else that a form says must be covered by one. */
const uncovered = new Set(['policy', 'x-amz-signature', 'file'])

/** Answers why the form is refused, or undefined if S3 would take it. */
export function checkUploadForm(form: UploadForm, credentials: Credentials): PolicyRefusal | undefined {
  const encoded = form.fields.get('policy')
  if (encoded === undefined) return denied('The form has no policy.')
  const expected = sign(encoded, form.fields.get('x-amz-credential') ?? '', credentials)
  if (expected === undefined || !sameText(expected, form.fields.get('x-amz-signature') ?? '')) {
    return { status: 403, code: 'SignatureDoesNotMatch', message: 'The policy was not signed by us.' }
  }
  const policy = policySchema.safeParse(parseJson(encoded))
  if (!policy.success) {
    return { status: 400, code: 'InvalidPolicyDocument', message: 'The policy cannot be read.' }
  }
  if (Date.parse(policy.data.expiration) <= form.now.getTime())
    return denied('Invalid according to Policy: Policy expired.')
  const { conditions } = policy.data
  for (const condition of conditions) {
    const refusal = checkCondition(condition, form)
    if (refusal !== undefined) return refusal
  }
  const covered = new Set(conditions.flatMap(fieldsOf))
  const extra = [...form.fields.keys()].find(
    (name) => !uncovered.has(name) && !name.startsWith('x-ignore-') && !covered.has(name),
  )
  return extra === undefined ? undefined : denied(`Invalid according to Policy: Extra input field: ${extra}`)
}

function checkCondition(condition: Condition, form: UploadForm): PolicyRefusal | undefined {
  if (!Array.isArray(condition)) {
    const wrong = Object.entries(condition).find(([name, value]) => fieldValue(form, name) !== value)
    return wrong === undefined
      ? undefined
      : denied(`Invalid according to Policy: ${wrong[0]} is not as signed.`)
  }
  if (condition[0] === 'content-length-range') {
    if (form.size < condition[1]) {
      return { status: 400, code: 'EntityTooSmall', message: 'The file is smaller than allowed.' }
    }
    if (form.size > condition[2]) {
      return { status: 400, code: 'EntityTooLarge', message: 'The file is larger than allowed.' }
    }
    return undefined
  }
  const [operator, field, wanted] = condition
  const value = fieldValue(form, field.slice(1))
  const fits = operator === 'eq' ? value === wanted : value?.startsWith(wanted) === true
  return fits ? undefined : denied(`Invalid according to Policy: ${field} is not as signed.`)
}

function fieldValue(form: UploadForm, name: string): string | undefined {
  return name.toLowerCase() === 'bucket' ? form.bucket : form.fields.get(name.toLowerCase())
}

function fieldsOf(condition: Condition): string[] {
  if (!Array.isArray(condition)) return Object.keys(condition).map((name) => name.toLowerCase())
  return condition[0] === 'content-length-range' ? [] : [condition[1].slice(1).toLowerCase()]
}

function parseJson(base64: string): unknown {
  try {
    return JSON.parse(Buffer.from(base64, 'base64').toString('utf8'))
  } catch {
    return undefined
  }
}

function denied(message: string): PolicyRefusal {
  return { status: 403, code: 'AccessDenied', message }
}
