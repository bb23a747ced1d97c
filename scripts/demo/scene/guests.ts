const firstNames =
  'Amara Bela Chiara Dmitri Elif Farid Greta Hiro Imani Jonas Kaja Luca Mina Noor Otto Priya Quinn Rosa Sami Tove Uma Viktor Wanda Yuki Zofia'
const lastNames =
  'Adeyemi Bergström Costa Dubois Eriksen Fischer García Haddad Ivanova Janssen Kowalski Lindqvist Moreau Nakamura Okafor Petrov Rossi Schmidt Tanaka Weber'
const domains = ['acme.example', 'acme.example', 'partner.example', 'studio.example', 'gmail.com']

/** Somebody who was invited once. */
export interface Guest {
  readonly name: string
  readonly email: string
}

/** The guest of a number below 500, another one for each. */
export function nameGuest(number: number): Guest {
  const first = firstNames.split(' ')[number % 25] ?? ''
  // Each round through the first names begins with another last name.
  const last = lastNames.split(' ')[((number % 25) * 7 + Math.floor(number / 25)) % 20] ?? ''
  const local = `${first}.${last}`
    .normalize('NFD')
    .replace(/[^\w.]/g, '')
    .toLowerCase()
  return { name: `${first} ${last}`, email: `${local}@${domains[number % domains.length]}` }
}
