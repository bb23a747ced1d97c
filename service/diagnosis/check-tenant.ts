import type { ServiceFacts } from './facts.ts'
import type { Finding } from './finding.ts'

/** Tokens are refused by whoever's clock differs by more than a few seconds. */
const MOST_SKEW_MS = 30_000

/** Is AUTH0_DOMAIN a tenant, and does it answer? */
export function checkDomain({ discovery, tenantDomain }: ServiceFacts): Finding[] {
  if (discovery.status === 200) return []
  if (discovery.status === 0 || discovery.status >= 500)
    return [
      {
        code: 'tenant_unreachable',
        severity: 'error',
        problem: `AUTH0_DOMAIN ${tenantDomain} does not answer.`,
        cure: 'Compare AUTH0_DOMAIN with the domain in the dashboard (Settings of any application), and see whether the tenant can be reached from where the service runs.',
      },
    ]
  return [
    {
      code: 'domain_unknown',
      severity: 'error',
      problem: `There is no tenant at AUTH0_DOMAIN ${tenantDomain}.`,
      cure: 'Set AUTH0_DOMAIN to the canonical domain in the dashboard, such as acme.eu.auth0.com.',
    },
  ]
}

/** Do people get to the tenant under AUTH0_CUSTOM_DOMAIN? */
export function checkCustomDomain({ customDiscovery, loginOrigin }: ServiceFacts): Finding[] {
  if (customDiscovery === undefined || customDiscovery.status === 200) return []
  return [
    {
      code: 'custom_domain_not_ready',
      severity: 'error',
      problem: `AUTH0_CUSTOM_DOMAIN ${new URL(loginOrigin).host} does not lead to the tenant.`,
      cure: 'Finish it in the dashboard (Branding > Custom Domains) until it says "ready", or take AUTH0_CUSTOM_DOMAIN out and start the service again.',
    },
  ]
}

/** Does the clock of this machine go as the tenant's does? */
export function checkClock({ discovery, now }: ServiceFacts): Finding[] {
  if (discovery.date === undefined) return []
  const skewMs = now - discovery.date
  if (Math.abs(skewMs) < MOST_SKEW_MS) return []
  return [
    {
      code: 'clock_wrong',
      severity: 'error',
      problem: `The clock of this machine is ${Math.round(Math.abs(skewMs) / 1000)} seconds ${skewMs > 0 ? 'ahead of' : 'behind'} the tenant's.`,
      cure: 'Set the clock of this machine by a time server (NTP): tokens and handoffs are judged by it.',
    },
  ]
}

/** Have the Actions come with another gate than the service has? */
export function checkGate({ hasSeenAnotherGate }: ServiceFacts): Finding[] {
  if (!hasSeenAnotherGate) return []
  return [
    {
      code: 'gate_differs',
      severity: 'error',
      problem: 'The Actions were deployed with another gate than the service has.',
      cure: 'Give the service the gate file of the last deployment (GATE_FILE) and start it again, or run npm run deploy.',
    },
  ]
}

/** Is this service what answers at PUBLIC_URL? */
export function checkAddress({ ping, publicUrl, handoffKeyId }: ServiceFacts): Finding[] {
  const { handoff_key } = Object(ping.body) as { handoff_key?: unknown }
  if (ping.status === 200 && handoff_key === handoffKeyId) return []
  if (ping.status === 0 || ping.status >= 500)
    return [
      {
        code: 'address_unreachable',
        severity: 'error',
        problem: `PUBLIC_URL ${publicUrl} is not to be reached from where the service runs.`,
        cure: "Check DNS entry, certificate, proxy and firewall of PUBLIC_URL: browsers and the tenant's Actions have to reach it from outside.",
      },
    ]
  return [
    {
      code: 'address_of_another',
      severity: 'error',
      problem: `Something else than this service answers at PUBLIC_URL ${publicUrl} (status ${ping.status}).`,
      cure: 'Let its proxy lead to this service, or set PUBLIC_URL to the address that people reach it at.',
    },
  ]
}
