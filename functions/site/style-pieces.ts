/** How everything else looks: cards, notices, chips, facts, tables, steps. */
export const pieces = `
.card { display: grid; gap: .75rem; padding: 1.25rem; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); grid-template-columns: minmax(0, 1fr) }
.notice { display: grid; gap: .4rem; padding: 1rem 1.25rem; border-inline-start: .35rem solid var(--quiet); border-radius: var(--radius); background: var(--sunken) }
.notice h2 { font-size: 1.1rem }
.notice.info { border-color: var(--info); background: var(--info-ground) }
.notice.success { border-color: var(--success); background: var(--success-ground) }
.notice.warning { border-color: var(--warning); background: var(--warning-ground) }
.notice.danger { border-color: var(--danger); background: var(--danger-ground) }
.notice.info h2 { color: var(--info) }
.notice.success h2 { color: var(--success) }
.notice.warning h2 { color: var(--warning) }
.notice.danger h2, .notice.danger a { color: var(--danger) }
.chip { display: inline-block; padding: .05rem .7rem; border-radius: 1rem; font-size: .875rem; font-weight: 600; background: var(--sunken); color: var(--quiet); white-space: nowrap }
.chip.info { background: var(--info-ground); color: var(--info) }
.chip.success { background: var(--success-ground); color: var(--success) }
.chip.warning { background: var(--warning-ground); color: var(--warning) }
.chip.danger { background: var(--danger-ground); color: var(--danger) }
dl.facts { display: grid; gap: 0 }
dl.facts > div { display: grid; gap: .1rem .9rem; padding-block: .6rem; border-block-end: 1px solid var(--line) }
dl.facts > div:last-child { border-block-end: 0 }
.card > dl.facts { margin-block: -.6rem }
dl.facts dt { color: var(--quiet); font-size: .9375rem }
dl.facts dd { overflow-wrap: anywhere; min-inline-size: 0 }
@media (min-width: 40rem) { dl.facts > div { grid-template-columns: 12rem minmax(0, 1fr) } }
.table { overflow-x: auto; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface) }
table { border-collapse: collapse; inline-size: 100%; font-size: .9375rem; font-variant-numeric: tabular-nums }
caption { text-align: start; padding: .75rem 1rem; font-weight: 600 }
th, td { text-align: start; padding: .65rem 1rem; border-block-start: 1px solid var(--line); vertical-align: top }
th { color: var(--quiet); font-weight: 600; white-space: nowrap; background: var(--sunken) }
tbody tr:hover { background: var(--sunken) }
/* A word that may break anywhere would let its column shrink to one letter. */
td bdi { overflow-wrap: break-word }
td .code { white-space: nowrap }
td .digest { white-space: normal; overflow-wrap: anywhere; display: inline-block; min-inline-size: 18ch }
@media (min-width: 40.01rem) { td > div > time { display: inline-block; min-inline-size: 11ch } }
/* Figures end below one another in either direction: their digits always run to the right. */
:is(th, td).figure { text-align: right; white-space: nowrap }
/* Paper cannot be scrolled sideways. */
@media print { .table { overflow: visible } th, td { padding-inline: .4rem } th, :is(th, td).figure { white-space: normal } }
@media (max-width: 40rem) {
  .table:is(.list, .pairs) { border: 0; background: none; overflow: visible }
  .table:is(.list, .pairs) :is(table, caption, tbody, tr, td) { display: block; inline-size: auto }
  .table:is(.list, .pairs) thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%) }
  .table:is(.list, .pairs) caption { padding-inline: 0 }
  .table:is(.list, .pairs) tr { margin-block-end: .75rem; padding-block: .35rem; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius) }
  .table:is(.list, .pairs) td { padding: .4rem .9rem; border: 0; text-align: start; white-space: normal }
  .table:is(.list, .pairs) td::before { content: attr(data-label); color: var(--quiet) }
  .table:is(.list, .pairs) td .code { white-space: normal; overflow-wrap: anywhere; min-inline-size: 0 }
  .table.list td { display: grid; grid-template-columns: minmax(6rem, 30%) minmax(0, 1fr); gap: .9rem }
  .table.pairs tr { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)) }
  .table.pairs td::before { display: block; font-size: .875rem }
  .table.pairs td.wide-cell { grid-column: 1 / -1 }
  .table:not(.list, .pairs) :is(th, td) { padding: .5rem .65rem }
  .chip { white-space: normal }
}
.steps { list-style: none; padding: 0; display: grid; counter-reset: step }
.steps > li { counter-increment: step; position: relative; padding-inline-start: 2.9rem; padding-block-end: 1.1rem; min-block-size: 2.6rem }
.steps > li::before { content: counter(step); position: absolute; inset-inline-start: 0; inset-block-start: 0; inline-size: 1.95rem; block-size: 1.95rem; border-radius: 50%; display: grid; place-items: center; font-size: .9rem; font-weight: 700; background: var(--surface); border: 2px solid var(--line-strong); color: var(--quiet) }
html[lang="fa"] .steps > li::before { content: counter(step, persian) }
.steps > li:not(:last-child)::after { content: ""; position: absolute; inset-inline-start: .9rem; inset-block: 2.2rem .2rem; inline-size: 2px; background: var(--line) }
.steps > li.done::before, html[lang] .steps > li.done::before { content: "✓" / ""; background: var(--success); border-color: var(--success); color: var(--surface) }
.steps > li.done:not(:last-child)::after { background: var(--success) }
.steps > li.current::before { background: var(--accent); border-color: var(--accent); color: var(--on-accent) }
.steps > li.stopped::before, html[lang] .steps > li.stopped::before { content: "×" / "" }
.steps > li.stopped::before { background: var(--danger); border-color: var(--danger); color: var(--surface) }
.steps > li > div { color: var(--quiet); font-size: .9375rem }
.steps > li > div > span { display: inline-block; margin-inline-end: .75rem }
.wide .card > form { max-inline-size: 42rem }
.reference { font-size: 1.5rem; letter-spacing: .05em; font-weight: 700 }
.files { list-style: none; padding: 0; display: grid; gap: .5rem }
.files li { padding: .5rem .8rem; background: var(--sunken); border-radius: var(--radius); overflow-wrap: anywhere }
.actions { display: flex; flex-wrap: wrap; gap: .75rem }
.plain { list-style: none; padding: 0; display: grid; gap: .35rem }
.answers { list-style: none; padding: 0; display: grid; gap: .75rem }
.answers > li { padding: .75rem 1rem; background: var(--surface); border: 1px solid var(--line); border-inline-start: .35rem solid var(--warning); border-radius: var(--radius) }
.change { display: grid; gap: .35rem; padding: .75rem 1rem; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius) }
.change h3 { color: var(--accent) }
@media (min-width: 40rem) { .change dl.facts { grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 1.25rem } .change dl.facts > div { grid-template-columns: minmax(0, 1fr); align-content: start; border: 0 } }
.timeline { list-style: none; padding: 0; display: grid; gap: 1rem; border-inline-start: 2px solid var(--line) }
.timeline > li { display: grid; gap: .1rem; padding-inline-start: 1rem }
.timeline time { color: var(--quiet); font-size: .9375rem }
.tabs { list-style: none; padding: 0; display: flex; gap: 1.5rem; border-block-end: 1px solid var(--line) }
.tabs > li > * { display: block; padding: .5rem .25rem }
.tabs [aria-current] { border-block-end: .2rem solid var(--accent); margin-block-end: -1px }
.signed-in form { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between }
.signed-in .button { inline-size: auto; min-block-size: 2.4rem; padding: .2rem 1rem }
.more { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius) }
.more > summary { padding: .75rem 1.25rem }
.more > summary > :is(h2, h3) { display: inline; font-size: 1.1rem }
.more > :not(summary) { margin: .25rem 1.25rem 1.25rem }
.more > div { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr) }
main svg[viewBox] { max-inline-size: 100%; block-size: auto }
details > summary { cursor: pointer; font-weight: 600; padding-block: .4rem }
`
