/** One sentence that says why there is none and what to do. */
export class NoCompiler extends Error {}

/**
 * The native part of the contract's compiler for Lambda's processor, and of which package it is. npm installs that of this machine
 * alone, so this one is fetched once, as Node is (ADR 0039), and nothing else of its package is ever on this machine.
 * @throws NoCompiler when it is not here and cannot be fetched, or is not the one whose digest we know
 */
export function cloudCompiler(): Promise<{
  readonly name: string
  readonly version: string
  readonly file: string
}>
