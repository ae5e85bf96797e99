import type { DrawnState, Way, WorkflowGraph } from './workflow-graph.ts'

export interface PlacedState {
  readonly name: string
  readonly type: string
  readonly comment: string | undefined
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface PlacedEdge {
  readonly from: string
  readonly to: string
  readonly kind: Way['kind']
  /** SVG path data. */
  readonly path: string
}

export interface WorkflowLayout {
  readonly width: number
  readonly height: number
  readonly states: readonly PlacedState[]
  readonly edges: readonly PlacedEdge[]
}

const box = { height: 36, gap: 26 }
const margin = 20
const legendHeight = 30
const laneWidth = 18
const corner = 7
/** Where lines meet a box's side, from its middle: in above, out below, and timeouts lowest. */
const ports = { in: -8, next: 4, choice: 4, catch: 11 }

/**
 * One column in the order of the definition. A step to the next row is a straight arrow; ways down run on the right,
 * ways back on the left. Ways down that share their goal share a lane, and so do ways back that share their start.
 */
export function layOutWorkflow(
  { startAt, states }: WorkflowGraph,
  nameOf: (state: string) => string,
): WorkflowLayout {
  const names = [startAt, ...[...states.keys()].filter((name) => name !== startAt)]
  const rows = new Map(names.map((name, row) => [name, row]))
  const rowOf = (name: string) => rows.get(name) ?? 0
  const ways = names.flatMap((from) => uniqueWays(states.get(from)).map((edge) => ({ ...edge, from })))
  const isStep = (way: (typeof ways)[number]) => rowOf(way.to) === rowOf(way.from) + 1 && way.kind !== 'catch'
  const isDown = (way: (typeof ways)[number]) => rowOf(way.to) > rowOf(way.from)

  const laneKey = (way: (typeof ways)[number]) =>
    isDown(way) ? `${way.to}\n${way.kind === 'catch'}` : way.from
  const long = ways.filter((way) => !isStep(way))
  const right = [...new Set(long.filter(isDown).map(laneKey))]
  const left = [...new Set(long.filter((way) => !isDown(way)).map(laneKey))]

  const boxWidth = Math.max(...names.map((name) => nameOf(name).length)) * 8 + 100
  const x = margin + left.length * laneWidth + corner
  const middleOf = (name: string) => margin + rowOf(name) * (box.height + box.gap) + box.height / 2

  const edges = ways.map((way): PlacedEdge => {
    const { from, to, kind } = way
    const [start, end] = [middleOf(from) + ports[kind], middleOf(to) + ports.in]
    if (isStep(way)) {
      const centre = x + boxWidth / 2
      const path = `M${centre} ${middleOf(from) + box.height / 2}V${middleOf(to) - box.height / 2}`
      return { from, to, kind, path }
    }
    if (isDown(way)) {
      const side = x + boxWidth
      const lane = side + corner + (right.indexOf(laneKey(way)) + 1) * laneWidth
      return { from, to, kind, path: roundedWay(side, lane, start, end) }
    }
    const lane = x - corner - (left.indexOf(laneKey(way)) + 1) * laneWidth + corner
    return { from, to, kind, path: roundedWay(x, lane, start, end) }
  })

  return {
    width: x + boxWidth + corner + right.length * laneWidth + margin,
    height: margin * 2 + names.length * (box.height + box.gap) - box.gap + legendHeight,
    edges,
    states: names.flatMap((name): PlacedState[] => {
      const state = states.get(name)
      if (state === undefined) return []
      const y = middleOf(name) - box.height / 2
      return [{ name, type: state.type, comment: state.comment, x, y, width: boxWidth, height: box.height }]
    }),
  }
}

/** Out of a box's side to a lane, along it, and back to the same side of another box. */
function roundedWay(side: number, lane: number, start: number, end: number): string {
  const outwards = lane > side ? 1 : -1
  const downwards = end > start ? 1 : -1
  const bend = `q${corner * outwards} 0 ${corner * outwards} ${corner * downwards}`
  const back = `q0 ${corner * downwards} ${-corner * outwards} ${corner * downwards}`
  return `M${side} ${start}H${lane - corner * outwards}${bend}V${end - corner * downwards}${back}H${side}`
}

/** Several rules of a choice may lead to the same state: one line shows them. */
function uniqueWays(state: DrawnState | undefined): readonly Way[] {
  const seen = new Set<string>()
  return (state?.ways ?? []).filter(({ to, kind }) => {
    const key = `${to}\n${kind}`
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}
