/** Browsers take a `__Host-` cookie only over TLS, which one machine may lack. */
const names = { tls: '__Host-tasvib', plain: 'tasvib' } as const

/** The name of the cookie that says who is signed in. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https://') ? names.tls : names.plain
}

/** Whether a request comes from somebody who is signed in, or claims to be. */
export function carriesSession(cookies: Readonly<Record<string, string>>): boolean {
  return Object.hasOwn(cookies, names.tls) || Object.hasOwn(cookies, names.plain)
}
