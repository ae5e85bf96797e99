import { resolve } from 'node:path'
import { type ContractTypesetter, createTypesetter } from '#functions/shared/contract/contract-typesetter.ts'

let made: ContractTypesetter | undefined

/**
 * This function's typesetter, made when a contract is first wanted. A bundle has its files where `TYPESETTER_ASSETS` says,
 * seen from the folder in which Lambda unpacked it.
 */
export function typesetter(): ContractTypesetter {
  const assets = process.env['TYPESETTER_ASSETS']
  made ??= createTypesetter(assets === undefined || assets === '' ? {} : { assets: inBundle(assets) })
  return made
}

function inBundle(path: string): string {
  return resolve(process.env['LAMBDA_TASK_ROOT'] ?? '.', path)
}
