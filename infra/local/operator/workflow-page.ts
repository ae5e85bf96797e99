import { html, raw } from 'hono/html'
import { type OperatorAnswer, page } from './page.ts'

export interface WorkflowView<Trace> {
  /** The states an execution passed, by its name. */
  readonly trace: (executionName: string) => Trace | undefined
  /** The state machine as SVG, the current state lit. */
  readonly draw: (trace: Trace | undefined) => string
}

/** More restarts than any case has seen; the numbers of executions need not be without gaps. */
const mostRestarts = 50

/** The drawing of a case's newest execution, or of the bare state machine without a reference. */
export async function workflowPage<
  Trace extends { readonly status: string; readonly current?: string | undefined },
>(reference: string | undefined, { trace, draw }: WorkflowView<Trace>): Promise<OperatorAnswer | undefined> {
  if (reference === undefined) {
    return page('Workflow', html`<h1>گردش کار · Workflow</h1>${raw(draw(undefined))}`)
  }
  const newest = newestExecution(reference, trace)
  if (newest === undefined) return undefined
  return page(
    reference,
    html`<h1>گردش کار · Workflow <bdi dir="ltr">${reference}</bdi></h1>
<p><bdi dir="ltr">${newest.name}</bdi>: <strong>${newest.trace.status}</strong>
${newest.trace.current === undefined ? '' : html` · <bdi dir="ltr">${newest.trace.current}</bdi>`}</p>
${raw(draw(newest.trace))}`,
  )
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
