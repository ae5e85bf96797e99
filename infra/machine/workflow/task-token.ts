import { randomBytes } from 'node:crypto'

const bytes = 48
const shape = /^[\w-]{64}$/

/** Unguessable; the text alone says nothing about the task. */
export function newTaskToken(): string {
  return randomBytes(bytes).toString('base64url')
}

/** Whether the text could be a token at all. */
export function isTaskToken(text: string): boolean {
  return shape.test(text)
}
