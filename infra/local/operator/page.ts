import { html } from 'hono/html'

/** Markup that is escaped already. */
export type Markup = ReturnType<typeof html>

export interface OperatorAnswer {
  readonly status: number
  readonly type: string
  readonly body: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
}

/** A page of the operator port: plain, bilingual where people read it, without script. */
export async function page(title: string, content: Markup, status = 200): Promise<OperatorAnswer> {
  const body = await html`<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title} · Tasvib</title>
<style>
body{font:1rem/1.6 Vazirmatn,system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c2430}
article{border:1px solid #c8d0da;border-radius:.5rem;margin:1rem 0;padding:1rem}
h2{font-size:1.05rem;margin:0}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:0 1rem;margin:.5rem 0}
dt{color:#56606e}dd{margin:0;overflow-wrap:anywhere}
iframe{width:100%;height:22rem;border:1px solid #dfe4ea;background:#fff}
pre{white-space:pre-wrap;overflow-wrap:anywhere}nav{display:flex;flex-wrap:wrap;gap:.25rem 1rem}svg{max-width:100%;height:auto}
@media (prefers-color-scheme:dark){body{background:#14181f;color:#e6eaf0}article{border-color:#3a4452}dt{color:#9aa5b4}a{color:#8ab4ff}}
</style>
</head>
<body>
<nav><a href="/">Tasvib</a><a href="/mailbox">صندوق نامه · Mailbox</a><a href="/clock">ساعت · Clock</a><a href="/workflow">گردش کار · Workflow</a></nav>
<main>${content}</main>
</body>
</html>`
  return { status, type: 'text/html; charset=utf-8', body: body.toString() }
}

export function json(value: unknown, status = 200): OperatorAnswer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value) }
}
