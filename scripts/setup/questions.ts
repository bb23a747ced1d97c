import {
  parseChoice,
  parseDomainOrigin,
  parseHost,
  parseOrigin,
  parseSender,
  parseText,
  parseWebUrl,
} from '../../service/base/setting.ts'
import type { Interview } from './interview.ts'

/** What each plan of Auth0 allows, in requests to the Management API a second (docs/deploying.md). */
const requestsPerSecond = { free: '2', 'self-service': '2', enterprise: '16' } as const

/** Where to deploy, and as whom. */
export interface AccessAnswers {
  domain: string
  publicUrl: string
  apiAudience: string
  clientId: string
  clientSecret: string
}

/** What the service needs besides. */
export interface ServiceAnswers {
  customDomain: string
  requestsPerSecond: string
  connections: string[]
  /** A SendGrid API key, or the address of an SMTP server. */
  mailKey: string
  mailFrom: string
  organization: string
  welcomeUrl: string
  administrator: string
}

const HOST = "the tenant's canonical domain, such as acme.eu.auth0.com"

export async function askAccess({ ask, assertComplete }: Interview): Promise<AccessAnswers> {
  const domain = await ask({
    name: '--domain',
    text: 'Domain of the tenant',
    expectation: HOST,
    parse: parseHost,
  })
  const publicUrl = await ask({
    name: '--public-url',
    text: 'Address of the service, as people reach it',
    expectation: 'https://host, or http://localhost:port, without a path',
    parse: parseOrigin,
  })
  const apiAudience = await ask({
    name: '--audience',
    text: 'Identifier of its API in the tenant',
    usual: `${publicUrl}/api`,
    expectation: 'a text without line breaks',
    parse: parseText,
  })
  const clientId = await ask({
    name: 'DEPLOY_CLIENT_ID',
    text: 'Client id of the application that deploys',
    expectation: 'the client id of a machine-to-machine application',
    parse: parseText,
  })
  const clientSecret = await ask({
    name: 'DEPLOY_CLIENT_SECRET',
    text: 'Its client secret',
    expectation: 'the client secret of that application',
    parse: parseText,
  })
  assertComplete()
  return { domain, publicUrl, apiAudience, clientId, clientSecret }
}

/** `known`: what the tenant has. */
export async function askService(
  { ask, assertComplete }: Interview,
  known: { connections: readonly string[]; customDomains: readonly string[] },
): Promise<ServiceAnswers> {
  const plan = await ask({
    name: '--plan',
    text: 'Plan of the tenant: free, self-service or enterprise',
    expectation: 'free, self-service or enterprise',
    parse: parseChoice('free', 'self-service', 'enterprise'),
  })
  const connections = await ask({
    name: '--connection',
    text: `Databases and connections that invitees and administrators use, with commas (there are: ${known.connections.join(', ') || 'none'})`,
    expectation: `names of connections with commas between (there are: ${known.connections.join(', ') || 'none'})`,
    parse: text => (splitNames(text).every(name => known.connections.includes(name)) ? text : undefined),
  })
  const customDomain = await ask({
    name: '--custom-domain',
    text: 'Custom domain that people sign in on, or "none"',
    usual: known.customDomains[0] ?? 'none',
    expectation: 'a custom domain of the tenant, or "none"',
    parse: text => (text === 'none' || parseDomainOrigin(text) ? text : undefined),
  })
  const mailKey = await ask({
    name: 'SENDGRID_API_KEY',
    text: 'SendGrid API key (permission Mail Send), or an SMTP server as smtp://user:password@host:587',
    expectation: 'a SendGrid API key, or SMTP_URL as smtp://user:password@host:587',
    parse: parseText,
  })
  const mailFrom = await ask({
    name: '--mail-from',
    text: 'Sender of mails',
    expectation: '"Name <address>"',
    parse: parseSender,
  })
  const organization = await ask({
    name: '--organization',
    text: 'Name that people know you by',
    expectation: 'a name',
    parse: parseText,
  })
  const welcomeUrl = await ask({
    name: '--welcome-url',
    text: 'Where people go once they have joined',
    expectation: 'an https address',
    parse: parseWebUrl,
  })
  const administrator = await ask({
    name: '--administrator',
    text: 'Address of the first Invitation Administrator, who gets a test mail and an invitation',
    expectation: 'an email address',
    parse: text => (/^[^\s@<>]+@[^\s@<>]+$/.test(text) ? text : undefined),
  })
  assertComplete()
  return {
    customDomain: customDomain === 'none' ? '' : customDomain,
    requestsPerSecond: requestsPerSecond[plan as keyof typeof requestsPerSecond],
    connections: splitNames(connections),
    mailKey,
    mailFrom,
    organization,
    welcomeUrl,
    administrator,
  }
}

function splitNames(text: string): string[] {
  return text
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '')
}
