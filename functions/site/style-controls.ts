/** How forms look: fields, choices, buttons. */
export const controls = `
form { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr) }
.field { display: grid; gap: .35rem; border: 0; padding: 0; margin: 0; min-inline-size: 0; grid-template-columns: minmax(0, 1fr) }
.field > label:not(.choice), .field > legend { font-weight: 600; padding: 0 }
.field > legend { margin-block-end: .35rem }
.optional { font-weight: 400; color: var(--quiet); font-size: .9375rem }
.has-fault { border-inline-start: .25rem solid var(--danger); padding-inline-start: .9rem }
.fault { color: var(--danger); font-weight: 600; font-size: .9375rem }
input, textarea, select, button { font: inherit; color: inherit; letter-spacing: inherit }
input:not([type=checkbox], [type=radio]), textarea, select { inline-size: 100%; max-inline-size: 100%; min-block-size: 2.9rem; padding: .5rem .75rem; background: var(--surface); border: 1px solid var(--line-strong); border-radius: var(--radius) }
textarea { resize: vertical; line-height: 1.8; field-sizing: content; min-block-size: 7.5rem; max-block-size: 40rem }
input[dir=ltr] { text-align: start }
input:focus-visible, textarea:focus-visible, select:focus-visible { outline: .2rem solid var(--focus); outline-offset: 0; border-color: var(--focus); border-radius: var(--radius) }
:is(input, textarea, select)[aria-invalid=true] { border-color: var(--danger); border-width: 2px }
input[type=file] { padding: .55rem; border-style: dashed }
input[type=file]::file-selector-button { font: inherit; margin-inline-end: .75rem; padding: .2rem .8rem; border: 1px solid var(--line-strong); border-radius: calc(var(--radius) - .15rem); background: var(--sunken); color: inherit; cursor: pointer }
.about { display: grid; gap: .35rem }
.asked { padding: .45rem .8rem; border-inline-start: .25rem solid var(--warning); background: var(--warning-ground); color: var(--warning); border-radius: calc(var(--radius) - .2rem); font-size: .9375rem }
.short { max-inline-size: 8rem !important }
.middling { max-inline-size: 14rem !important }
.below { min-block-size: 1lh }
.below output:empty { display: none }
[data-state=over] { color: var(--danger); font-weight: 600 }
.as-link { padding: 0; border: 0; background: none; color: var(--accent); text-decoration: underline; text-underline-offset: .25em; cursor: pointer }
.button[aria-disabled=true] { opacity: .65; cursor: progress }
.years { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr) }
.years .field { grid-template-columns: minmax(0, 1fr); gap: .25rem }
@media (min-width: 36rem) { .years .field { grid-template-columns: 4rem minmax(0, 16rem) minmax(0, 1fr); align-items: center } .years .below { grid-column: 2 / -1 } }
.choices { display: grid; gap: .5rem }
.choice { display: flex; gap: .7rem; align-items: flex-start; padding: .6rem .8rem; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); cursor: pointer; font-weight: 400 }
.choice:hover { border-color: var(--line-strong) }
.choice:has(:checked) { border-color: var(--accent); background: var(--sunken) }
.choice input { inline-size: 1.25rem; block-size: 1.25rem; flex: none; margin-block: calc((1lh - 1.25rem) / 2) 0; accent-color: var(--accent) }
.button { display: inline-flex; justify-content: center; align-items: center; min-block-size: 2.9rem; padding: .5rem 1.5rem; border: 1px solid transparent; border-radius: var(--radius); font-weight: 600; text-decoration: none; cursor: pointer; justify-self: start }
.button.primary { background: var(--accent); color: var(--on-accent) }
.button.primary:hover { background: var(--accent-strong); color: var(--on-accent) }
.button.secondary { background: var(--surface); border-color: var(--line-strong); color: var(--text) }
.button.secondary:hover { background: var(--sunken) }
.button.danger { background: var(--surface); border-color: var(--danger); color: var(--danger) }
.button.danger:hover { background: var(--danger-ground) }
.form-part { display: grid; gap: 1.75rem; grid-template-columns: minmax(0, 1fr); padding: 1.25rem; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius) }
.form-part .choice { background: var(--ground) }
.scores { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); margin: 0; padding: 0; border: 0; min-inline-size: 0 }
.scores > legend { font-weight: 600; padding: 0; margin-block-end: .35rem }
.scores > .hint, .scores > .total { grid-column: 1 / -1 }
.scores .choices { grid-template-columns: repeat(auto-fit, minmax(min(100%, 8.5rem), 1fr)) }
@media (min-width: 52rem) { .scores .choices { grid-template-columns: repeat(3, minmax(0, 1fr)) } }
.scores .choice { padding: .4rem .6rem }
.total { font-weight: 600 }
.pair { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 15rem), 1fr)); align-items: end }
fieldset[disabled] { margin: 0; padding: 0; border: 0 }
fieldset.part { margin-block-start: .5rem }
details.part { padding-block: .5rem; border-block-start: 1px solid var(--line) }
/* Not for people: only programs that fill in every field find it. */
.website { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%) }
@media (max-width: 30rem) { .button { inline-size: 100% } .form-part { padding: 1rem } }
`
