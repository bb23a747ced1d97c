import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DeployError } from '../deploy/deploy-error.ts'
import { deployTenant } from '../deploy/deploy-tenant.ts'
import { type OperatorFolder, readGateText, shown } from '../deploy/operator-folder.ts'
import { readTenant } from '../deploy/read-tenant.ts'
import { missingScopes, readingScopes, refuseMissing, writingScopes } from '../deploy/scopes.ts'
import { readSecretFile, type SecretFiles, writeSecretFile } from '../deploy/secret-files.ts'
import type { SendRequest } from '../deploy/send-request.ts'
import { stageTenant, TENANT_DIRECTORY } from '../deploy/stage-tenant.ts'
import { createTenantApi, type TenantApi } from '../deploy/tenant-api.ts'
import { generateKeys } from '../keys.ts'
import { inviteAdministrator, sendTestMail } from './first-administrator.ts'
import type { Interview } from './interview.ts'
import { type AccessAnswers, askAccess, askService, type ServiceAnswers } from './questions.ts'
import { assertStarts, readCredentials, toFileLines } from './service-environment.ts'

export interface SetupOptions {
  folder: OperatorFolder
  secrets: SecretFiles
  /** With what earlier runs have written to deploy.env. */
  interview: Interview
  environment: Readonly<Record<string, string | undefined>>
  send: SendRequest
  print: (text: string) => void
  confirm: () => Promise<boolean>
}

const CLIENT_KEYS = 'read:client_keys'

/**
 * Everything from an empty folder to the first invitation. Each step writes down what it has made, and is left out when
 * that is there: stopped anywhere, the same command goes on. Throws DeployError, TenantError.
 */
export async function runSetup(options: SetupOptions): Promise<void> {
  const { interview, print, secrets } = options
  print(describeDeployer())
  const access = await askAccess(interview)
  const { domain, clientId, clientSecret } = access
  const api = createTenantApi({ domain, clientId, clientSecret, send: options.send })
  await assertScopes(api)
  if (existsSync(secrets.service)) print(`Kept: ${shown(secrets.service)}`)
  else {
    const answers = await askService(interview, await lookAround(api))
    await makeKeys(options, access)
    if (!(await deploy(options, access, api, answers)))
      return print('\nNothing has been changed in the tenant.')
    await writeService(options, access, answers, api)
  }
  const environment = readSecretFile(secrets.service)
  await finishSetup(options, environment)
}

function describeDeployer(): string {
  return (
    'First, in the dashboard: Applications > Create Application > Machine to Machine, for example "Guestlist deployment",\n' +
    'authorized for the Auth0 Management API with these scopes:\n' +
    `  ${[...readingScopes, ...writingScopes].join(' ')}\n` +
    `and, so that no secret has to be copied by hand: ${CLIENT_KEYS}\n`
  )
}

async function assertScopes(api: TenantApi): Promise<void> {
  const missing = missingScopes(await api.scopes(), [...readingScopes, ...writingScopes])
  if (missing.length > 0) refuseMissing(missing)
}

async function lookAround(api: TenantApi) {
  const connections = await api.list('/connections?fields=id,name,strategy', 'connections', 'checkpoints')
  const answer = await api.call('GET', '/custom-domains')
  const domains = Array.isArray(answer) ? (answer as { domain?: string; status?: string }[]) : []
  return {
    connections: connections.map(({ name }) => String(name)),
    customDomains: domains.filter(({ status }) => status === 'ready').map(({ domain }) => String(domain)),
  }
}

/** On the disk before anything is deployed with them: a key that is lost would have to be deployed again. */
async function makeKeys({ secrets, print }: SetupOptions, access: AccessAnswers): Promise<void> {
  if (existsSync(secrets.deploy)) return print(`Kept: ${shown(secrets.deploy)}`)
  const { service, deployment } = await generateKeys()
  writeSecretFile(secrets.keys, secrets.directory, toFileLines(service))
  const lines = toFileLines({
    AUTH0_DOMAIN: access.domain,
    PUBLIC_URL: access.publicUrl,
    API_AUDIENCE: access.apiAudience,
    DEPLOY_CLIENT_ID: access.clientId,
    DEPLOY_CLIENT_SECRET: access.clientSecret,
    ...deployment,
  })
  writeSecretFile(secrets.deploy, secrets.directory, lines)
  print(`Written: ${shown(secrets.deploy)} (readable by you only)`)
}

async function deploy(
  { folder, secrets, print, confirm }: SetupOptions,
  { publicUrl, apiAudience }: AccessAnswers,
  api: TenantApi,
  { connections }: ServiceAnswers,
): Promise<boolean> {
  const outcome = await deployTenant({
    folder,
    api,
    publicUrl,
    apiAudience,
    // What is next, the end of the set-up says.
    print: text => text.startsWith('\nNext:') || print(text),
    confirm,
    choices: { connections, openSignUp: [], adopt: [] },
    mappings: readSecretFile(secrets.deploy),
  })
  return outcome === 'deployed'
}

async function writeService(
  { folder, secrets, interview, environment, print }: SetupOptions,
  { domain, publicUrl, apiAudience }: AccessAnswers,
  answers: ServiceAnswers,
  api: TenantApi,
): Promise<void> {
  const keys = readSecretFile(secrets.keys)
  if (keys.LINK_SIGNING_KEY === undefined)
    throw new DeployError(
      `${shown(secrets.keys)} is gone, and the service's keys with it: remove ${shown(secrets.deploy)}, then run npm run setup again.`,
    )
  const { files } = await stageTenant(
    folder,
    readGateText(folder, join(TENANT_DIRECTORY, 'gate.json'), new Date()),
    {
      mappings: { ...readSecretFile(secrets.deploy), PUBLIC_URL: publicUrl, API_AUDIENCE: apiAudience },
      provided: { AUTH0_DOMAIN: domain },
    },
  )
  const existing = await readTenant(api, files, { connections: [], needed: readingScopes })
  const port = new URL(publicUrl).protocol === 'http:' ? new URL(publicUrl).port : ''
  const variables: Record<string, string> = {
    PUBLIC_URL: publicUrl,
    PORT: environment.PORT ?? port,
    AUTH0_DOMAIN: domain,
    AUTH0_CUSTOM_DOMAIN: answers.customDomain,
    API_AUDIENCE: apiAudience,
    GATE_FILE: folder.gateFile,
    ...(await readCredentials(api, files, existing, interview)),
    AUTH0_MANAGEMENT_REQUESTS_PER_SECOND: answers.requestsPerSecond,
    ...keys,
    LEDGER_FILE: environment.DATABASE_URL ? '' : (environment.LEDGER_FILE ?? './guestlist.db'),
    DATABASE_URL: environment.DATABASE_URL ?? '',
    ...(/^smtps?:/.test(answers.mailKey)
      ? { SMTP_URL: answers.mailKey, SMTP_CA_FILE: environment.SMTP_CA_FILE ?? '' }
      : { SENDGRID_API_KEY: answers.mailKey }),
    SENDGRID_BASE_URL: environment.SENDGRID_BASE_URL ?? '',
    MAIL_FROM: answers.mailFrom,
    ORGANIZATION_NAME: answers.organization,
    WELCOME_URL: answers.welcomeUrl,
    FIRST_ADMINISTRATOR: answers.administrator,
  }
  await assertStarts(variables)
  writeSecretFile(secrets.service, secrets.directory, toFileLines(variables))
  rmSync(secrets.keys)
  print(`Written: ${shown(secrets.service)} (readable by you only); npm start reads it`)
}

/** What is left once both sides are configured; a mark in the folder says what is done. */
async function finishSetup(
  { secrets, print }: SetupOptions,
  environment: Record<string, string>,
): Promise<void> {
  const { FIRST_ADMINISTRATOR: administrator = '', PUBLIC_URL: publicUrl } = environment
  if (existsSync(secrets.invited)) print('Kept: the first administrator is invited.')
  else {
    await sendTestMail(environment, administrator)
    print(`Sent: a test mail to ${administrator}`)
    await inviteAdministrator(environment, administrator)
    writeSecretFile(secrets.invited, secrets.directory, `${new Date().toISOString()}\n`)
    print(
      `Invited: ${administrator} as Invitation Administrator; the link in the mail works once the service runs`,
    )
  }
  print(
    `\nNext:\n  - Start the service, so that ${publicUrl} leads to it: npm start\n` +
      '  - Let both sides compare what they were given: npm run deploy, and npm run doctor\n' +
      '  - The gate observes and refuses nobody. Later: npm run gate -- invite-only',
  )
}
