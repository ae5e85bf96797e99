import { jsonOf, type Row } from '#functions/shared/aws/dynamo/table.ts'

/** A row of the table with what its body says, so that it can be searched for what must not be there. */
export function rowText({ body, ...row }: Row): string {
  return JSON.stringify({ ...row, body: body === undefined ? null : jsonOf({ body }) })
}
