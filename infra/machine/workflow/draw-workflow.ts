import { drawGraph, type WorkflowTrace } from '#functions/shared/pages/workflow-drawing/draw-graph.ts'
import { workflowGraph } from '#functions/shared/pages/workflow-drawing/workflow-graph.ts'
import type { Language } from '#workflows/language.ts'
import { readDefinition } from './read-definition.ts'

/**
 * Draws a state machine that can be run here, by its own names: for whoever runs the machine.
 * @param definition the parsed state machine
 * @throws UnsupportedDefinition when the interpreter would not run it.
 */
export function drawWorkflow(definition: unknown, trace: WorkflowTrace, language: Language): string {
  readDefinition(definition)
  return drawGraph(workflowGraph(definition), { trace, language })
}
