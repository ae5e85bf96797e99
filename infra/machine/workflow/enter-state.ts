import * as z from 'zod'
import type { ChoiceState, WaitState } from './definition-schema.ts'
import type { Execution, Progress } from './execution.ts'
import { expectType } from './expect-type.ts'
import { evaluateTemplate } from './expression.ts'
import type { WorkflowEvent } from './history.ts'
import { failExecution, leaveState } from './leave-state.ts'
import { scheduleTask } from './schedule-task.ts'
import { type Surroundings, scopeOf, stateOf } from './state-context.ts'
import { StatesError } from './states-error.ts'

/** Enters the execution's current state and does what it does at once: the whole of it, unless it has to wait. */
export async function enterState(
  execution: Execution,
  surroundings: Surroundings,
  events: WorkflowEvent[],
): Promise<Partial<Progress>> {
  const state = stateOf(surroundings.definition, execution.state)
  const entered = { ...execution, enteredAt: surroundings.now() }
  events.push({
    type: `${state.Type}StateEntered`,
    details: { name: entered.state, input: JSON.stringify(entered.stateInput) },
  })
  const withTime = { enteredAt: entered.enteredAt }
  switch (state.Type) {
    case 'Task':
      return { ...withTime, ...(await scheduleTask(entered, state, surroundings, events)) }
    case 'Wait': {
      const dueAt = await endOfWait(entered, state, surroundings)
      return { ...withTime, position: { at: 'pause', dueAt } }
    }
    case 'Choice':
      return { ...withTime, ...(await choose(entered, state, surroundings, events)) }
    case 'Pass':
    case 'Succeed':
      return {
        ...withTime,
        ...(await leaveState(
          entered,
          surroundings,
          {
            output: state.Output,
            defaultOutput: entered.stateInput,
            assign: state.Type === 'Pass' ? state.Assign : undefined,
            next: state.Type === 'Pass' ? state.Next : undefined,
          },
          events,
        )),
      }
    case 'Fail': {
      const texts: { error?: string; cause?: string } = {}
      for (const [key, field] of [
        ['error', 'Error'],
        ['cause', 'Cause'],
      ] as const) {
        const template = state[field]
        if (template === undefined) continue
        const value = await evaluateTemplate(template, scopeOf(entered, surroundings), field)
        texts[key] = expectType(z.string(), value, field)
      }
      return { ...withTime, ...failExecution(texts, surroundings.now(), events) }
    }
    default:
      return state satisfies never
  }
}

/** Takes the first rule whose condition holds. The state's own Output and Assign belong to Default alone. */
async function choose(
  execution: Execution,
  state: ChoiceState,
  surroundings: Surroundings,
  events: WorkflowEvent[],
): Promise<Partial<Progress>> {
  const scope = scopeOf(execution, surroundings)
  for (const [index, rule] of state.Choices.entries()) {
    const location = `Choices[${index}]/Condition`
    const holds = expectType(z.boolean(), await evaluateTemplate(rule.Condition, scope, location), location)
    if (!holds) continue
    const exit = { output: rule.Output, assign: rule.Assign, next: rule.Next }
    return await leaveState(execution, surroundings, { ...exit, defaultOutput: execution.stateInput }, events)
  }
  if (state.Default === undefined) {
    const cause = `Failed to transition out of the state '${execution.state}': no choice rule matched and there is no Default`
    throw new StatesError('States.NoChoiceMatched', cause, 'Choices')
  }
  const exit = { output: state.Output, assign: state.Assign, next: state.Default }
  return await leaveState(execution, surroundings, { ...exit, defaultOutput: execution.stateInput }, events)
}

async function endOfWait(
  execution: Execution,
  state: WaitState,
  surroundings: Surroundings,
): Promise<number> {
  const scope = scopeOf(execution, surroundings)
  if (state.Timestamp !== undefined) {
    const value = await evaluateTemplate(state.Timestamp, scope, 'Timestamp')
    return Date.parse(expectType(z.iso.datetime({ offset: true }), value, 'Timestamp'))
  }
  const value = await evaluateTemplate(state.Seconds ?? 0, scope, 'Seconds')
  return surroundings.now() + expectType(z.int().min(0).max(99_999_999), value, 'Seconds') * 1000
}
