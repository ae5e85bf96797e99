/** The one time source of every function. On one machine it can be moved ahead; in the cloud it is real time. */

let ahead = 0

export const clock = {
  now(): Date {
    return new Date(Date.now() + ahead)
  },
}

/** Moves `clock` ahead, by milliseconds. Only the one-machine runtime calls this. */
export function travel(milliseconds: number): void {
  ahead += milliseconds
}
