export function handler(event: object): Promise<unknown>
