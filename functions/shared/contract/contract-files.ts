import { caseKey, type Files } from '#functions/shared/ports/files.ts'
import { ContractTerms } from '#workflows/contract/terms.ts'

/** The documents of one contract version that people may open, by the name in their address. */
const documents = {
  'contract.pdf': { stem: 'contract', extension: 'pdf', type: 'application/pdf', inline: true },
  'signed-contract.pdf': { stem: 'signed-contract', extension: 'pdf', type: 'application/pdf', inline: true },
  'release.json': { stem: 'release', extension: 'json', type: 'application/json', inline: false },
} as const

export type ContractFile = keyof typeof documents

export function isContractFile(name: string): name is ContractFile {
  return Object.hasOwn(documents, name)
}

/** A presigned address of one of a contract's documents. It is saved under a name that says which contract it is. */
export function contractFileUrl(
  files: Pick<Files, 'url'>,
  contract: { reference: string; version: number },
  file: ContractFile,
): Promise<string> {
  const { stem, extension, type, inline } = documents[file]
  const name = `${stem}-${contract.version}.${extension}`
  return files.url(caseKey(contract.reference, name), {
    name: `${contract.reference}-${name}`,
    type,
    inline,
  })
}

/**
 * What a contract version says, from the data that its PDF was set from.
 * @throws when the file is missing or no terms: drawing up writes it before anyone may sign
 */
export async function readTerms(
  files: Pick<Files, 'read'>,
  { reference, version }: { reference: string; version: number },
): Promise<ContractTerms> {
  const bytes = await files.read(caseKey(reference, `terms-${version}.json`))
  return ContractTerms.parse(JSON.parse(new TextDecoder().decode(bytes)))
}
