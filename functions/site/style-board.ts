/** How the board looks, beyond what every page has. */
export const board = `
.find { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr) auto; align-items: end }
.find .field { grid-column: 1 }
.filters { display: grid; gap: 1rem; padding-block: .5rem }
.pills { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5rem }
.pills > li > * { display: block; padding: .3rem 1.1rem; border: 1px solid var(--line-strong); border-radius: 2rem; text-decoration: none }
.pills [aria-current] { background: var(--accent); border-color: var(--accent); color: var(--on-accent) }
.tabs a { text-decoration: none }
.tabs a[aria-current] { font-weight: 700 }
.tabs { flex-wrap: wrap; gap: .25rem 1.5rem }
.tiles { list-style: none; padding: 0; display: grid; gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 10rem), 1fr)) }
.tiles a { display: grid; align-content: start; block-size: 100%; padding: .7rem 1rem; background: var(--surface); border: 1px solid var(--line); border-block-start: .25rem solid var(--line-strong); border-radius: var(--radius); color: inherit; text-decoration: none }
.tiles a:hover { background: var(--sunken) }
.tiles strong { font-size: 1.35rem; line-height: 1.6 }
.tiles span { color: var(--quiet); font-size: .9375rem }
.tiles .danger a { border-block-start-color: var(--danger) }
.tiles .danger strong { color: var(--danger) }
.tiles .warning a { border-block-start-color: var(--warning) }
.tiles .warning strong { color: var(--warning) }
/* What the heading above says already is for screen readers alone. */
:is(.listed > h2 + .table, .charted > .table) caption { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%) }
.holder { display: inline-block; margin-inline-end: .75rem }
.charted { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr) }
@media (min-width: 64rem) { .charted.side { grid-template-columns: minmax(0, 2fr) minmax(0, 3fr); align-items: start } }
.bars { display: grid; gap: .85rem; max-inline-size: 44rem; grid-template-columns: minmax(0, 1fr) }
.bars > div { display: flex; flex-wrap: wrap; gap: .2rem 1rem; align-items: baseline; justify-content: space-between }
.bars .bar { flex-basis: 100%; background: var(--sunken) }
.bars .bar.alone { background: none; overflow: visible }
.bar .outline { fill: none; stroke: var(--accent); stroke-width: 1.5 }
.chart { display: block; max-inline-size: 44rem; font-family: var(--font); overflow: visible }
.chart text { fill: var(--text); font-size: .8125rem }
.chart .axis { stroke: var(--line-strong) }
.chart .first, .swatch.first { fill: var(--accent); background: var(--accent) }
.chart .second, .swatch.second { fill: var(--focus); background: var(--focus) }
.chart .third, .swatch.third { fill: var(--danger); background: var(--danger) }
.legend { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .35rem 1.25rem; font-size: .9375rem }
.swatch { display: inline-block; inline-size: .9rem; block-size: .9rem; border-radius: .2rem; margin-inline-end: .4rem; vertical-align: -.1rem }
.drawing { overflow-x: auto }
.drawing svg { display: block; max-inline-size: 100%; block-size: auto; margin-inline: auto; border-radius: var(--radius) }
@media (max-width: 40rem) {
  .find { grid-template-columns: minmax(0, 1fr) }
  .chart .between { display: none }
  .tiles { grid-template-columns: repeat(2, minmax(0, 1fr)) }
  .tiles strong { font-size: 1.25rem }
}
`
