import { html } from 'hono/html'

/** Markup that is escaped already. */
export type Markup = ReturnType<typeof html>

export interface OperatorAnswer {
  readonly status: number
  readonly type: string
  readonly body: string | Buffer | Iterable<string>
  readonly headers?: Readonly<Record<string, string>>
}

/** A page of the operator port: plain, bilingual where people read it, without script. */
export async function page(title: string, content: Markup, status = 200): Promise<OperatorAnswer> {
  const body = await html`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · Tasvib</title>
<style>
:root{color-scheme:light dark;--text:#1c2430;--quiet:#56606e;--line:#c8d0da;--surface:#f6f7f9;--link:#0b57a4}
@media (prefers-color-scheme:dark){:root{--text:#e6eaf0;--quiet:#9aa5b4;--line:#3a4452;--surface:#1b212a;--link:#8ab4ff}body{background:#14181f}}
*{box-sizing:border-box}
body{font:1rem/1.7 Vazirmatn,system-ui,Tahoma,sans-serif;max-width:72rem;margin:1rem auto 3rem;padding:0 1rem;color:var(--text)}
a{color:var(--link)}
h1{font-size:1.5rem;line-height:1.4}h1.subject{font-size:1.25rem}h2{font-size:1rem;margin:0}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:0 1rem;margin:.5rem 0}
dt,.quiet{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem}nav a{padding:.25rem 0}
form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:0 0 1rem}
input,button{font:inherit;padding:.4rem .75rem;border:1px solid var(--line);border-radius:.4rem;background:var(--surface);color:inherit;max-width:100%}
.mails{list-style:none;margin:0;padding:0;border-top:1px solid var(--line)}
.mails a{display:grid;padding:.6rem .25rem;border-bottom:1px solid var(--line);color:inherit;text-decoration:none}
.mails a:hover,.mails a:focus-visible{background:var(--surface)}.mails strong{overflow-wrap:anywhere}
.mails .quiet{display:flex;flex-wrap:wrap;gap:0 1rem;font-size:.9rem}
.empty{border:1px dashed var(--line);border-radius:.5rem;padding:1.5rem;text-align:center}
.sides{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));align-items:start;margin-top:1rem}
iframe{width:100%;height:46rem;max-height:85vh;border:1px solid var(--line);border-radius:.5rem;resize:vertical}
pre{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext;text-align:start;font:inherit;margin:.5rem 0 0}
.sides section{border:1px solid var(--line);border-radius:.5rem;padding:1rem;min-width:0}
svg{max-width:100%;height:auto}
@media (max-width:32rem){dl{grid-template-columns:minmax(0,1fr)}dt{font-size:.875rem;margin-top:.25rem}}
</style>
</head>
<body>
<nav><a href="/">Tasvib</a><a href="/mailbox">صندوق نامه · Mailbox</a><a href="/clock">ساعت · Clock</a><a href="/workflow">گردش کار · Workflow</a></nav>
<main>${content}</main>
</body>
</html>`
  return { status, type: 'text/html; charset=utf-8', body: body.toString() }
}

export const jsonType = 'application/json; charset=utf-8'

export function json(value: unknown, status = 200): OperatorAnswer {
  return { status, type: jsonType, body: JSON.stringify(value) }
}
