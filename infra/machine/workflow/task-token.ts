import { randomBytes } from 'node:crypto'

/** Unguessable; the text alone says nothing about the task. */
export function newTaskToken(): string {
  return randomBytes(48).toString('base64url')
}
