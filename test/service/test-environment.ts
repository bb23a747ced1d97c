import { exportJWK, generateKeyPair } from 'jose'

/** A private Ed25519 JWK, as `npm run keys` makes it. */
async function makeSigningKey(kid: string): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  return JSON.stringify({ ...(await exportJWK(privateKey)), kid })
}

/** An environment in which nothing is wrong, for a tenant with a custom domain. */
export async function makeEnvironment(): Promise<Record<string, string>> {
  return {
    PUBLIC_URL: 'https://guestlist.example',
    LEDGER_FILE: ':memory:',
    AUTH0_DOMAIN: 'acme.eu.auth0.example',
    AUTH0_CUSTOM_DOMAIN: 'login.acme.example',
    AUTH0_CLIENT_ID: 'guestlist-client',
    AUTH0_CLIENT_SECRET: 'canary-client-secret-of-guestlist',
    AUTH0_ADMIN_CLIENT_ID: 'administration-client',
    AUTH0_ADMIN_CLIENT_SECRET: 'canary-client-secret-of-administration',
    AUTH0_MANAGEMENT_CLIENT_ID: 'management-client',
    AUTH0_MANAGEMENT_CLIENT_SECRET: 'canary-management-secret',
    API_AUDIENCE: 'https://guestlist.example/api',
    ACTION_KEYS: 'canary-action-key-new-0123456789abcdef,canary-action-key-old-0123456789abcdef',
    COOKIE_SECRETS: 'canary-cookie-secret-new-0123456789abc,canary-cookie-secret-old-0123456789abc',
    LINK_SIGNING_KEY: await makeSigningKey('l1'),
    HANDOFF_SIGNING_KEY: await makeSigningKey('h1'),
    SENDGRID_API_KEY: 'SG.canary-sendgrid-key',
    MAIL_FROM: 'Acme <invitations@acme.example>',
    ORGANIZATION_NAME: 'Acme',
    WELCOME_URL: 'https://www.acme.example/welcome',
    // The gate that comes with the project refuses nobody.
    GATE_FILE: 'test/service/gate.json',
    RESULT_URL_ORIGINS: 'https://portal.acme.example',
  }
}
