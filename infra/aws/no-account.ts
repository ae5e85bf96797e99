/** What is missing where no account of AWS is set up, in words for an engineer; undefined for any other error. */
export function noAccount(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  if (error.message === 'Region is missing') return 'No AWS region is set: give --region, or AWS_REGION.'
  if (error.name === 'CredentialsProviderError')
    return 'No AWS account is set up: give --profile, or credentials in the environment.'
  return undefined
}

/** Does it, or says what is missing and answers the exit code of that. */
export async function withAccount(act: () => Promise<number>): Promise<number> {
  try {
    return await act()
  } catch (error) {
    const missing = noAccount(error)
    if (missing === undefined) throw error
    console.error(missing)
    return 1
  }
}
