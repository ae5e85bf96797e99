import type { SignInRequest, SignIns } from './sign-ins.ts'

/** Requests to sign in, in memory. */
export function memorySignIns(): SignIns {
  let open: SignInRequest[] = []
  const ask = async (request: SignInRequest) => {
    open.push(request)
  }
  return {
    ask,
    askAgain: ask,
    async take() {
      const taken = open
      open = []
      return taken
    },
  }
}
