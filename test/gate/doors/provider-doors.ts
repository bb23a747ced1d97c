import { askForToken, logInWith, openBrowser } from '../world/person.ts'
import { type Door, resultOf, resultOfToken, type Visit } from './door.ts'

const atGmail = (n: number) => ({ email: `person${n}@gmail.com` })
const atAcme = (n: number) => ({ email: `person${n}@acme.example` })

type Account = (known: string) => Record<string, string | undefined>

function logInAs(connection: string, account: Account) {
  return async ({ world, known, params }: Visit) =>
    resultOf(world, await logInWith(world, openBrowser(world), connection, account(known), params))
}

const verified: Account = known => ({ name: known, email: known, email_verified: 'on' })
const unverified: Account = known => ({ name: known, email: known, email_verified: undefined })

/** Social and enterprise connections: Pre-User-Registration is not asked, Post-Login is the only gate. */
export const providerDoors: Door[] = [
  {
    name: 'social: Google, an address at Gmail',
    address: atGmail,
    knock: logInAs('google-oauth2', verified),
  },
  {
    name: 'social: Google, an account of its own Workspace domain',
    address: atAcme,
    knock: logInAs('google-oauth2', known => ({ ...verified(known), hd: 'acme.example' })),
  },
  { name: 'social: Google, an address elsewhere', knock: logInAs('google-oauth2', verified) },
  { name: 'social: Facebook, an address that is not verified', knock: logInAs('facebook', unverified) },
  {
    name: 'social: Facebook, without an address',
    knock: logInAs('facebook', known => ({ name: known, email: '' })),
  },
  { name: 'social: a provider of its own that asserts anything', knock: logInAs('my-provider', verified) },
  {
    name: 'enterprise: OpenID Connect, listed for the domain',
    address: atAcme,
    knock: logInAs('acme-oidc', unverified),
  },
  { name: 'enterprise: OpenID Connect, listed for another domain', knock: logInAs('acme-oidc', verified) },
  { name: 'enterprise: SAML, not listed', address: atAcme, knock: logInAs('acme-saml', verified) },
  {
    name: 'social: native, by token exchange',
    address: atGmail,
    async knock({ world, known }) {
      const account = { id: `native-${known}`, name: known, email: known, email_verified: true }
      const grant = {
        grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange',
        subject_token_type: 'http://auth0.com/oauth/token-type/google-id-token',
        subject_token: Buffer.from(JSON.stringify(account)).toString('base64url'),
        scope: 'openid',
      }
      return resultOfToken(await askForToken(world, grant))
    },
  },
]
