/** What Auth0 puts there when a sign-up says nothing: the address, its first half, and Gravatar's picture. */
export function isDefaultValue(name: string, value: string, email: string | undefined): boolean {
  if (name === 'name') return value === email
  if (name === 'nickname') return value === email?.split('@')[0]
  return name === 'picture' && value.startsWith('https://s.gravatar.com/')
}
