import type { Gate } from '../../contract/gate.ts'
import type { PingResult } from './ping-service.ts'
import { findApplication } from './plan/plan-applications.ts'
import type { ExistingTenant } from './read-tenant.ts'
import type { TenantFiles } from './tenant-files.ts'

export interface NextStepsFacts {
  ping: PingResult
  gate: Pick<Gate, 'mode'>
  existing: ExistingTenant
  files: TenantFiles
  gateFile: string
}

/** Variables of the service that are an application's client id. */
const variables: Record<string, string> = {
  service: 'AUTH0_CLIENT_ID',
  administration: 'AUTH0_ADMIN_CLIENT_ID',
  management: 'AUTH0_MANAGEMENT_CLIENT_ID',
}

/** What an operator does next, in order; nothing that is done already. */
export function describeNextSteps(facts: NextStepsFacts): string {
  const { ping, gate } = facts
  const steps =
    ping.outcome === 'agrees'
      ? ['The service answers, and runs with what is deployed.', ...stepsOfGate(gate)]
      : [...describePing(ping), ...stepsOfService(facts), ...stepsOfGate(gate)]
  return `\nNext:\n${steps.map(step => `  - ${step}`).join('\n')}`
}

function describePing(ping: PingResult): string[] {
  if (ping.outcome === 'differs') return ping.differences
  return ping.outcome === 'absent' ? [`The service was not asked: ${ping.reason}.`] : []
}

function stepsOfService({ existing, files, gateFile }: NextStepsFacts): string[] {
  const lines = files.applications.flatMap(file => {
    const variable = variables[file.client_metadata.guestlist_application]
    const found = findApplication(file, existing)
    return variable && found !== 'none' ? [`${variable}=${String(found[0]?.client_id)}`] : []
  })
  const ready = existing.customDomains.filter(({ status }) => status === 'ready').map(({ domain }) => domain)
  const domain = ready[0] === undefined ? [] : [`AUTH0_CUSTOM_DOMAIN=${ready[0]}`]
  const others =
    ready.length > 1
      ? [
          `The tenant has several custom domains (${ready.join(', ')}): AUTH0_CUSTOM_DOMAIN is the one that people sign in on.`,
        ]
      : []
  return [
    `Give the service: ${[`GATE_FILE=${gateFile}`, ...domain, ...lines].join(' ')}, each with its client secret from the dashboard, then start it and deploy again: that asks it.`,
    ...others,
  ]
}

function stepsOfGate({ mode }: Pick<Gate, 'mode'>): string[] {
  if (mode !== 'observe') return []
  return [
    'The gate observes and refuses nobody. Look at whom it would refuse (GET /api/gate/observations, or /admin) before you set "mode" to "invite-only" in the gate file and deploy again.',
  ]
}
