import type { SignInRequest, SignIns } from './sign-ins.ts'

/** Requests to sign in, in memory. */
export function memorySignIns(): SignIns {
  let open: SignInRequest[] = []
  return {
    async ask(request) {
      open.push(request)
    },
    async take() {
      const taken = open
      open = []
      return taken
    },
  }
}
