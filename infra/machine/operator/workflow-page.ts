import { html, raw } from 'hono/html'
import { type Markup, type OperatorAnswer, page } from './page.ts'

interface ListedExecution {
  readonly name: string
  readonly status: string
  readonly current?: string | undefined
}

export interface WorkflowView<Trace> {
  /** The states an execution passed, by its name. */
  readonly trace: (executionName: string) => Trace | undefined
  /** The state machine as SVG, the current state lit. */
  readonly draw: (trace: Trace | undefined) => string
  /** So many executions, the newest first. */
  readonly newest: (limit: number) => readonly ListedExecution[]
}

/** More restarts than any case has seen; the numbers of executions need not be without gaps. */
const mostRestarts = 50
/** Executions on the first page. */
const mostListed = 50
/** A drawing of something that runs is live: the browser asks again after so many seconds. */
const live = { refresh: '3' }

/** The drawing of a case's newest execution, or without a reference the bare state machine and the cases to choose from. */
export async function workflowPage<
  Trace extends { readonly status: string; readonly current?: string | undefined },
>(
  reference: string | undefined,
  { trace, draw, newest }: WorkflowView<Trace>,
): Promise<OperatorAnswer | undefined> {
  if (reference === undefined) {
    const content = html`<h1>گردش کار · Workflow</h1>${listed(newest(mostListed))}${raw(draw(undefined))}`
    return { ...(await page('Workflow', content)), headers: live }
  }
  const found = newestExecution(reference, trace)
  if (found === undefined) return undefined
  const answer = await page(
    reference,
    html`<h1>گردش کار · Workflow <bdi dir="ltr">${reference}</bdi></h1>
<p><bdi dir="ltr">${found.name}</bdi>: <strong>${found.trace.status}</strong>
${found.trace.current === undefined ? '' : html` · <bdi dir="ltr">${found.trace.current}</bdi>`}</p>
${raw(draw(found.trace))}`,
  )
  return found.trace.status === 'RUNNING' ? { ...answer, headers: live } : answer
}

function listed(executions: readonly ListedExecution[]): Markup {
  if (executions.length === 0) {
    return html`<p>هنوز پرونده‌ای در جریان نیست؛ گردش کار با تأیید نشانی متقاضی آغاز می‌شود. · No case yet: a workflow begins when an applicant confirms the address.</p>`
  }
  return html`<ul>
${executions.map(
  ({ name, status, current }) =>
    html`<li><a href="/workflow/${name}"><bdi dir="ltr">${name}</bdi></a> <strong>${status}</strong>${current === undefined ? '' : html` · ${current}`}</li>`,
)}
</ul>`
}

/** Executions are named after the case, and `<reference>-<n>` where it was started again. */
function newestExecution<Trace>(
  reference: string,
  trace: (executionName: string) => Trace | undefined,
): { name: string; trace: Trace } | undefined {
  for (let restart = mostRestarts; restart >= 0; restart -= 1) {
    const name = restart === 0 ? reference : `${reference}-${restart}`
    const found = trace(name)
    if (found !== undefined) return { name, trace: found }
  }
  return undefined
}
