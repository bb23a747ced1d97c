import { apiAudience, type DeployedTenant } from './deployed-tenant.ts'
import { credentialsOf } from './tenant-client.ts'
import type { Urls } from './urls.ts'

/** Settings that differ from start to start. */
export interface ServiceEnvironmentOptions {
  deployed: DeployedTenant
  urls: Urls
  caFile: string
  ledgerFile: string
  gateFile: string
  policyFile: string
}

/** The service's whole environment in the demo; README explains each variable. */
export function toServiceEnvironment(options: ServiceEnvironmentOptions): Record<string, string> {
  const { deployed, urls, caFile, ledgerFile, gateFile, policyFile } = options
  const application = credentialsOf(deployed.state, 'Guestlist')
  const administration = credentialsOf(deployed.state, 'Guestlist administration')
  const management = credentialsOf(deployed.state, 'Guestlist management')
  return {
    ...deployed.keys,
    PUBLIC_URL: urls.service,
    PORT: new URL(urls.service).port,
    LEDGER_FILE: ledgerFile,
    POLICY_FILE: policyFile,
    GATE_FILE: gateFile,
    AUTH0_DOMAIN: new URL(urls.tenant).host,
    AUTH0_CUSTOM_DOMAIN: urls.login,
    AUTH0_CLIENT_ID: application.clientId,
    AUTH0_CLIENT_SECRET: application.clientSecret,
    AUTH0_ADMIN_CLIENT_ID: administration.clientId,
    AUTH0_ADMIN_CLIENT_SECRET: administration.clientSecret,
    AUTH0_MANAGEMENT_CLIENT_ID: management.clientId,
    AUTH0_MANAGEMENT_CLIENT_SECRET: management.clientSecret,
    AUTH0_MANAGEMENT_REQUESTS_PER_SECOND: '10',
    API_AUDIENCE: apiAudience,
    // The local tenant takes SendGrid's requests, whatever the key.
    SENDGRID_API_KEY: 'SG.local-stand-in',
    SENDGRID_BASE_URL: urls.login,
    MAIL_FROM: 'Acme <invitations@acme.example>',
    ORGANIZATION_NAME: 'Acme',
    WELCOME_URL: `${urls.portal}/`,
    // On the page of an account; nothing is asked before joining.
    USER_FIELDS: 'given_name,family_name,nickname,picture,phone_number,user_metadata.team',
    USER_FIELD_LABELS:
      '{"user_metadata.team":{"en":"Team","es":"Equipo","fr":"Équipe","pt":"Equipe","ja":"チーム"}}',
    RESULT_URL_ORIGINS: `${urls.portal},${urls.funnel}`,
    // The certificate of the local tenant is trusted by this process only.
    NODE_EXTRA_CA_CERTS: caFile,
  }
}
