/** How long texts, documents and contracts are read: reviewers', signatories' and finance's pages. */
export const reading = `
html[lang="fa"] ol:not([class]) { list-style-type: persian }
.eyebrow { color: var(--quiet); font-size: .9375rem; margin-block-end: -1rem }
.on-page { padding: .75rem 1rem; background: var(--sunken); border-radius: var(--radius) }
.on-page ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem }
.on-page a { display: inline-block; padding-block: .25rem }
[id] { scroll-margin-block-start: 1rem }
dl.at-a-glance { display: grid; gap: .9rem 1.25rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 9rem), 1fr)) }
dl.at-a-glance > div { display: grid; align-content: start; gap: .1rem }
dl.at-a-glance dt { color: var(--quiet); font-size: .9375rem }
dl.at-a-glance dd { font-weight: 600; overflow-wrap: anywhere }
.read { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr) }
.read h4 { font-size: 1rem; margin: 0 0 .25rem }
.read .prose { max-inline-size: 44rem; line-height: 2 }
html[lang="en"] .read .prose { line-height: 1.7 }
.document { border-block-start: 1px solid var(--line); margin-block-start: .4rem; padding-block-start: .25rem }
.document iframe { display: block; inline-size: 100%; block-size: min(80svh, 52rem); border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface) }
.document img { display: block; max-inline-size: 100%; block-size: auto; border: 1px solid var(--line); border-radius: var(--radius) }
ins { background: var(--success-ground); color: var(--success); text-decoration-thickness: .08em; text-underline-offset: .25em }
del { background: var(--danger-ground); color: var(--danger) }
.paper { max-block-size: min(75svh, 46rem); overflow-y: auto; padding: clamp(1rem, 4vw, 2.5rem); background: var(--surface); border: 1px solid var(--line-strong); border-radius: var(--radius); line-height: 2 }
.paper > div { display: grid; gap: .75rem; grid-template-columns: minmax(0, 1fr) }
.paper > div + div { margin-block-start: 2rem; padding-block-start: 1.5rem; border-block-start: 1px solid var(--line) }
.paper [lang="en"] { line-height: 1.7 }
.paper h4 { margin: .75rem 0 0; font-size: 1.02rem }
.paper h5 { margin: 0; font-size: 1rem; color: var(--quiet) }
.paper p, .paper bdi { overflow-wrap: anywhere }
.paper table { font-size: .9375rem }
.paper th, .paper td { padding: .4rem .5rem; white-space: normal }
.copyable { display: inline-flex; flex-wrap: wrap; align-items: baseline; gap: .35rem .75rem; max-inline-size: 100% }
.copyable bdi { user-select: all; min-inline-size: 0 }
.copy { min-block-size: 1.75rem; padding: 0 .75rem; border: 1px solid var(--line-strong); border-radius: calc(var(--radius) - .1rem); background: var(--surface); font-size: .875rem; cursor: pointer }
.copy:hover { background: var(--sunken) }
.sum td, .sum th { font-weight: 700; border-block-start: 2px solid var(--line-strong) }
@media print { .paper { max-block-size: none; overflow: visible; border: 0; padding: 0 } .on-page, .document, .copy { display: none } }
`
