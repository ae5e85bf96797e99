import * as z from 'zod'
import { type SignInRequest, type SignIns, signInRequestSchema } from '#functions/shared/ports/sign-ins.ts'
import type { Database } from './database.ts'

const row = z.object({ body: z.string() })

/** Requests to sign in that nobody has answered yet. */
export function sqliteSignIns({ sql }: Database): SignIns {
  const ask = async (request: SignInRequest) => {
    sql.run`INSERT INTO sign_ins (body) VALUES (${JSON.stringify(request)})`
  }
  return {
    ask,
    askAgain: ask,
    async take() {
      const taken = sql.all`DELETE FROM sign_ins RETURNING body`
      return taken.map((one) => signInRequestSchema.parse(JSON.parse(row.parse(one).body)))
    },
  }
}
