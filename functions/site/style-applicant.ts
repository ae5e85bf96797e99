/** What only the public page and the applicant's have: the welcome, the criteria, the long form beside its way. */
export const applicant = `
.welcome { display: grid; gap: 1.5rem 3rem; padding-block: .5rem 1rem }
.welcome > div:first-child { display: grid; gap: 1rem; align-content: center }
.welcome .lead { max-inline-size: 38rem }
.glance { padding: .25rem 1.25rem; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); border-block-start: .25rem solid var(--accent); align-self: center }
.glance dl.facts > div { grid-template-columns: minmax(0, 1fr) }
.glance dd { font-weight: 600 }
.criteria { list-style: none; padding: 0; display: grid; gap: .85rem 2rem }
.criteria li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .2rem 1rem; align-items: baseline }
.criteria .quiet { white-space: nowrap }
.bar { grid-column: 1 / -1; display: block; background: var(--line); border-radius: 2px }
.bar rect { fill: var(--accent) }
html[dir=rtl] .bar { transform: scaleX(-1) }
.beside { display: grid; gap: 2rem 3rem; grid-template-columns: minmax(0, 1fr) }
main.wide > .beside, main.wide > #way { margin-block-start: 1rem }
.beside > section, .way { display: grid; gap: var(--gap); align-content: start }
.ticks { list-style: none; padding: 0; display: grid; gap: .6rem }
.ticks li { position: relative; padding-inline-start: 1.9rem }
.ticks li::before { content: ""; position: absolute; inset-inline-start: .2rem; inset-block-start: .45rem; inline-size: 1rem; block-size: .5rem; border: solid var(--accent); border-width: 0 0 .16rem .16rem; transform: rotate(-45deg) }
.form-sheet { display: grid; gap: 1.5rem 3rem; scroll-margin-block-start: 1rem; border-block-start: 1px solid var(--line); padding-block-start: 2rem }
main > .form-sheet:first-child { border: 0; padding: 0 }
.form-head { display: grid; gap: .35rem }
.form-body { display: grid; gap: 1.25rem; min-inline-size: 0 }
.form-way ol { display: grid; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); gap: .25rem 2rem; margin: 0; padding-inline-start: 1.4rem; font-size: .9375rem }
.form-way li::marker { color: var(--quiet) }
.form-way .fault { display: block }
.part-head { display: grid; gap: .15rem; padding-block-end: 1rem; border-block-end: 1px solid var(--line) }
.part-head h2 { display: flex; gap: .7rem; align-items: center; scroll-margin-block-start: 1rem }
.number { display: grid; place-items: center; inline-size: 1.9rem; block-size: 1.9rem; flex: none; border-radius: 50%; background: var(--sunken); color: var(--accent); font-size: 1rem }
.attachments { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr) }
.attachments .field { position: relative }
.attachments .field > label.button { padding: .5rem 1.5rem; cursor: pointer }
.attachments .field:has(> input.unseen:focus-visible) > label { outline: .2rem solid var(--focus); outline-offset: .15rem }
.uploads { list-style: none; padding: 0; display: grid; gap: .5rem }
.upload { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: .25rem 1rem; padding: .6rem .9rem; background: var(--ground); border: 1px solid var(--line); border-inline-start: .25rem solid var(--info); border-radius: var(--radius) }
.upload > :nth-child(n + 3) { grid-column: 1 / -1 }
.upload progress { inline-size: 100%; accent-color: var(--accent) }
.upload[data-state=arrived] { border-inline-start-color: var(--success) }
.upload[data-state=later] { border-inline-start-color: var(--warning) }
.upload[data-state=refused] { border-inline-start-color: var(--danger) }
.upload[data-state=refused] [role=status] { color: var(--danger); font-weight: 600 }
.send { display: grid; gap: .75rem }
.checked { display: grid; margin: 0 }
.checked > div { display: grid; gap: .2rem 1.5rem; grid-template-columns: minmax(0, 1fr) auto; padding-block: .75rem; border-block-end: 1px solid var(--line) }
.checked > div:last-child { border: 0 }
.checked dt { grid-column: 1; font-weight: 600 }
.checked dd { margin: 0; min-inline-size: 0; overflow-wrap: anywhere }
.checked dt + dd { grid-column: 1 }
.checked dd + dd { grid-column: 2; grid-row: 1 }
.page-head { display: grid; gap: .25rem }
.case { display: grid; gap: 1.75rem 3rem; grid-template-columns: minmax(0, 1fr) }
.standing { display: grid; gap: 1rem }
.standing .notice > div { display: grid; gap: .75rem }
.standing .actions { margin-block-start: .25rem }
.case-way { display: grid; gap: 1rem; align-content: start }
.case-way .steps > li.current { padding-block-end: 1.4rem }
.case-way .steps > li.current > div { display: grid; gap: .3rem; margin-block-start: .4rem; color: var(--text) }
.case-way .plain { gap: .1rem }
.case-way time > .quiet { display: block }
.case-body { display: grid; gap: 2rem; align-content: start; grid-template-columns: minmax(0, 1fr) }
.case-body > section { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr) }
.answers > li { display: grid; gap: .4rem }
.answers > li.success { border-inline-start-color: var(--success) }
.answers > li.neutral { border-inline-start-color: var(--line) }
.answers > li.danger { border-inline-start-color: var(--danger) }
.answer-head { display: flex; flex-wrap: wrap; gap: .3rem .8rem; align-items: center; justify-content: space-between }
.days { list-style: none; padding: 0; display: grid; gap: 1.25rem }
.days > li { display: grid; gap: .5rem }
.days h3 { font-size: .9375rem; color: var(--quiet) }
.days .timeline > li { grid-template-columns: 3.5rem minmax(0, 1fr) }
@media (min-width: 52rem) {
  .checked > div { grid-template-columns: 16rem minmax(0, 1fr) auto }
  .checked dt + dd { grid-column: 2 }
  .checked dd + dd { grid-column: 3 }
  .case { grid-template-columns: minmax(0, 44rem) 22rem; grid-template-rows: auto 1fr }
  .case-way { grid-column: 2; grid-row: 1 / span 2 }
  .case-body { grid-column: 1 }
  .welcome { grid-template-columns: minmax(0, 1fr) 24rem; padding-block: 1.5rem 2rem }
  .beside { grid-template-columns: minmax(0, 1fr) 24rem; align-items: start }
  .form-sheet { grid-template-columns: 13rem minmax(0, 44rem); align-items: start }
  .form-head { grid-column: 1 / -1 }
  .form-way { position: sticky; inset-block-start: 1.5rem }
  .form-way ol { grid-template-columns: minmax(0, 1fr); gap: .5rem; border-inline-start: 2px solid var(--line); padding-inline-start: 2.2rem }
  .form-part { padding: 1.75rem }
}
`
