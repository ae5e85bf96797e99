import { html as taggedHtml } from 'hono/html'
import type { HtmlEscapedString } from 'hono/utils/html'

/** Markup that is safe to put into a page as it is. */
export type Html = HtmlEscapedString

/** What may stand inside a template: strings are escaped, markup and lists of it are kept, `false` and nothing leave no trace. */
export type HtmlValue = Html | string | number | boolean | null | undefined | readonly HtmlValue[]

/** A template that escapes its values. Pages wait for nothing, so it is never a promise. */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  const markup = taggedHtml(strings, ...values)
  if (markup instanceof Promise) throw new TypeError('A page has no part that is still to come')
  return markup
}
