/** What an event says of where it comes from, where AWS names a region and an account. */
export const names = { region: 'local', account: '000000000000' } as const
