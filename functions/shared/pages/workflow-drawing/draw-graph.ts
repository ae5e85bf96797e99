import type { Language } from '#workflows/language.ts'
import { layOutWorkflow, type PlacedEdge, type PlacedState } from './lay-out-workflow.ts'
import type { WorkflowGraph } from './workflow-graph.ts'

/** U+2068 and U+2069 keep a state's English name together inside a Persian sentence. */
const isolate = (name: string) => `\u2068${name}\u2069`

const fa = {
  direction: 'rtl',
  title: 'گردش کار پرونده',
  now: 'اکنون',
  passed: 'پیموده‌شده',
  timeout: 'پایان مهلت',
  describe: (current: string | undefined, passed: number) =>
    `${current === undefined ? 'پرونده در هیچ حالتی منتظر نیست' : `پرونده در حالت ${isolate(current)} است`}؛ شمار حالت‌های پیموده‌شده: ${passed.toLocaleString('fa')}.`,
}

const en: typeof fa = {
  direction: 'ltr',
  title: 'How the case flows',
  now: 'now',
  passed: 'passed',
  timeout: 'time ran out',
  describe: (current, passed) =>
    `${current === undefined ? 'The case waits in no state' : `The case is in the state ${isolate(current)}`}; states passed: ${passed}.`,
}

type DrawingWords = typeof fa

const words = { fa, en } as const

const ink = '#1f2933'
const colours = {
  idle: { fill: '#ffffff', stroke: '#7b8794', text: ink },
  passed: { fill: '#dcefe3', stroke: '#1f7a4d', text: ink },
  current: { fill: '#ffd75e', stroke: '#8a5a00', text: '#000000' },
} as const

type Mark = keyof typeof colours

const font = 'font-family="Vazirmatn, system-ui, sans-serif"'

/** Where an execution is, and the states that it entered, in order. */
export interface WorkflowTrace {
  readonly current?: string | undefined
  readonly entered: readonly string[]
}

export interface Drawing {
  readonly trace: WorkflowTrace
  readonly language: Language
  /** What states are called on the drawing; their own names, with their comments, otherwise. */
  readonly labels?: Readonly<Record<string, string>> | undefined
}

/**
 * Draws a state machine as a stand-alone SVG without script or style sheet: where the case is, and the states and
 * transitions it passed. Nothing is told by colour alone.
 */
export function drawGraph(graph: WorkflowGraph, { trace, language, labels }: Drawing): string {
  const { states } = graph
  const nameOf = (state: string): string => labels?.[state] ?? state
  const layout = layOutWorkflow(graph, nameOf)
  const current = trace.current !== undefined && states.has(trace.current) ? trace.current : undefined
  const texts = words[language]
  const visits = new Map<string, number>()
  for (const name of trace.entered) visits.set(name, (visits.get(name) ?? 0) + 1)
  const taken = new Set(trace.entered.slice(1).map((name, index) => `${trace.entered[index]}\n${name}`))
  const isTaken = (edge: PlacedEdge) => taken.has(`${edge.from}\n${edge.to}`)
  const passed = [...visits.keys()].filter((name) => states.has(name) && name !== current).length

  // Taken transitions are drawn last, so that they lie on top where lines share their way.
  const edges = [...layout.edges.filter((edge) => !isTaken(edge)), ...layout.edges.filter(isTaken)]
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${layout.width}" height="${layout.height}" viewBox="0 0 ${layout.width} ${layout.height}" role="img" aria-labelledby="workflow-title workflow-desc" lang="${language}">`,
    `<title id="workflow-title">${escapeText(texts.title)}</title>`,
    `<desc id="workflow-desc">${escapeText(texts.describe(current === undefined ? undefined : nameOf(current), passed))}</desc>`,
    '<defs>',
    arrowHead('arrow', colours.idle.stroke),
    arrowHead('arrow-taken', colours.passed.stroke),
    '</defs>',
    `<rect width="${layout.width}" height="${layout.height}" fill="#ffffff"/>`,
    ...edges.map((edge) => drawEdge(edge, isTaken(edge))),
    ...layout.states.map((state) =>
      drawState(state, {
        mark: markOf(state.name),
        visits: visits.get(state.name) ?? 0,
        texts,
        label: labels?.[state.name],
      }),
    ),
    drawLegend(layout.width, layout.height, texts),
    '</svg>',
  ].join('\n')

  function markOf(name: string): Mark {
    if (name === current) return 'current'
    return visits.has(name) ? 'passed' : 'idle'
  }
}

function arrowHead(id: string, colour: string): string {
  return `<marker id="${id}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z" fill="${colour}"/></marker>`
}

function drawEdge(edge: PlacedEdge, taken: boolean): string {
  const { stroke } = taken ? colours.passed : colours.idle
  const dashes = edge.kind === 'catch' ? ' stroke-dasharray="4 3"' : ''
  const head = taken ? 'arrow-taken' : 'arrow'
  return `<path data-from="${escapeText(edge.from)}" data-to="${escapeText(edge.to)}"${taken ? ' data-taken="true"' : ''} d="${edge.path}" fill="none" stroke="${stroke}" stroke-width="${taken ? 2.5 : 1.25}"${dashes} marker-end="url(#${head})"/>`
}

interface StateLooks {
  readonly mark: Mark
  readonly visits: number
  readonly texts: DrawingWords
  /** In the page's language; its own name, which is English, otherwise. */
  readonly label: string | undefined
}

function drawState(state: PlacedState, { mark, visits, texts, label }: StateLooks): string {
  const { x, y, width, height, name, type, comment } = state
  const { fill, stroke, text } = colours[mark]
  const round = type === 'Task' || type === 'Wait' || type === 'Pass' ? 8 : height / 2
  const times = texts.direction === 'rtl' ? visits.toLocaleString('fa') : visits
  const badge = mark === 'current' ? `● ${texts.now}` : `✓${visits > 1 ? ` ×${times}` : ''}`
  const middle = y + height / 2 + 5
  // A label begins where its language's lines begin, and the badge stands at the other side.
  const isRtl = label !== undefined && texts.direction === 'rtl'
  const told = label ?? (comment === undefined ? name : `${name}: ${comment}`)
  const rows = [
    `<g data-state="${escapeText(name)}" data-mark="${mark}">`,
    `<title>${escapeText(told)}</title>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${fill}" stroke="${stroke}" stroke-width="${mark === 'current' ? 3 : 1.5}"/>`,
    `<text x="${isRtl ? x + width - 14 : x + 14}" y="${middle}" direction="${isRtl ? 'rtl' : 'ltr'}" ${font} font-size="14" fill="${text}"${mark === 'current' ? ' font-weight="700"' : ''}>${escapeText(label ?? name)}</text>`,
  ]
  if (mark !== 'idle') {
    // By the text's own direction: its end is at the left of a line that runs from right to left.
    const anchor = !isRtl && texts.direction === 'rtl' ? 'start' : 'end'
    rows.push(
      `<text x="${isRtl ? x + 12 : x + width - 12}" y="${middle}" direction="${texts.direction}" text-anchor="${anchor}" ${font} font-size="12" fill="${text}">${escapeText(badge)}</text>`,
    )
  }
  return [...rows, '</g>'].join('')
}

function drawLegend(width: number, height: number, texts: DrawingWords): string {
  const legend = `● ${texts.now} · ✓ ${texts.passed} · ┄ ${texts.timeout}`
  return `<text x="${width / 2}" y="${height - 12}" direction="${texts.direction}" text-anchor="middle" ${font} font-size="12" fill="${ink}">${escapeText(legend)}</text>`
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
