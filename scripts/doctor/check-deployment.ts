import type { Finding, FindingCode } from '../../service/diagnosis/finding.ts'
import type { LedgerState } from '../../service/ledger/inspect-sqlite-ledger.ts'
import type { Change } from '../deploy/plan/change.ts'
import type { DeploymentFacts } from './deployment-facts.ts'

const DEPLOY = 'Run npm run deploy: it shows the change and asks.'

/** Is everything that is ours in the tenant, and as these files and this gate have it? */
export function checkObjects({ remaining, faults }: DeploymentFacts): Finding[] {
  const missing = remaining.filter(
    ({ kind }) => kind !== 'bindings' && kind !== 'partials' && kind !== 'action',
  )
  const objects = missing.filter(
    ({ kind }) => kind !== 'connection' && kind !== 'sign_up' && kind !== 'page_template',
  )
  return [
    ...faults.map(fault =>
      error(
        'not_deployed',
        `A deployment would stop: ${fault}.`,
        'Do what it says, then run npm run deploy.',
      ),
    ),
    ...objects.map(change => error('not_deployed', sentenceFor(change), DEPLOY)),
  ]
}

/** Were our Actions deployed from this checkout, with this gate? */
export function checkActions({ remaining }: DeploymentFacts): Finding[] {
  return ofKind(remaining, 'action').map(change =>
    error(
      'actions_differ',
      change.status === 'new'
        ? `${change.title} is missing.`
        : `${change.title} was deployed with another gate file or version than this one.`,
      DEPLOY,
    ),
  )
}

/** Do our Actions run before all others? */
export function checkBindings({ remaining }: DeploymentFacts): Finding[] {
  return ofKind(remaining, 'bindings').map(({ title }) =>
    error('bindings_not_first', `${title}: ours are not bound, or not first.`, DEPLOY),
  )
}

/** Can forms carry a handoff? */
export function checkPartials({ remaining, existing }: DeploymentFacts): Finding[] {
  const missing = ofKind(remaining, 'partials').map(({ title }) => title)
  if (missing.length > 0)
    return [
      warning(
        'partials_missing',
        `The field of Guestlist is not on these forms: ${missing.join(', ')}.`,
        DEPLOY,
      ),
    ]
  return typeof existing.partials === 'string' && existing.customDomains.length > 0
    ? [
        warning(
          'partials_missing',
          `Forms have no field of Guestlist: ${existing.partials}.`,
          'Finish the custom domain, then run npm run deploy.',
        ),
      ]
    : []
}

/** Is the custom domain there that the service sends people to? */
export function checkCustomDomains({ existing, customDomain }: DeploymentFacts): Finding[] {
  const ready = existing.customDomains.filter(({ status }) => status === 'ready').map(({ domain }) => domain)
  if (customDomain !== undefined && !ready.includes(customDomain))
    return [
      error(
        'custom_domain_not_ready',
        `AUTH0_CUSTOM_DOMAIN ${customDomain} is no custom domain of the tenant that is ready.`,
        `Set it to one that is (${ready.join(', ') || 'there is none'}), or take it out and start the service again.`,
      ),
    ]
  const pending = existing.customDomains
    .filter(({ status }) => status !== 'ready')
    .map(({ domain }) => domain)
  if (ready.length > 0 || pending.length === 0) return []
  return [
    warning(
      'custom_domain_not_ready',
      `The custom domain ${pending.join(', ')} is not ready: forms carry no handoff until it is.`,
      'Finish it in the dashboard (Branding > Custom Domains), then run npm run deploy.',
    ),
  ]
}

/** Can invitees sign in, and sign up? */
export function checkConnections({ remaining, existing }: DeploymentFacts): Finding[] {
  const named = existing.connections.filter(({ details }) => details !== undefined)
  const closed = named.filter(({ details }) => details?.options?.disable_signup === true)
  return [
    ...(named.length === 0
      ? [
          error(
            'connection_not_enabled',
            'No connection is named, so nobody can sign in through Guestlist.',
            'Name those of invitees and administrators: npm run deploy -- --connection <name>.',
          ),
        ]
      : []),
    ...ofKind(remaining, 'connection').map(({ title }) =>
      error('connection_not_enabled', `${title} is not enabled for Guestlist's applications.`, DEPLOY),
    ),
    ...closed.map(({ name }) =>
      warning(
        'sign_up_closed',
        `Sign-up of the database "${name}" is off: who has no account cannot join through it.`,
        `Behind a gate that is invite-only, npm run deploy -- --open-sign-up "${name}" opens it.`,
      ),
    ),
  ]
}

/** Does the service answer, and was it given the same? */
export function checkService({ ping, publicUrl, ready }: DeploymentFacts): Finding[] {
  if (ping.outcome === 'absent')
    return [
      error(
        'service_absent',
        `The service does not answer as Guestlist: ${ping.reason}.`,
        'Start it (npm start), and see that PUBLIC_URL leads to it from outside: DNS, certificate, proxy, firewall.',
      ),
    ]
  if (ready !== 200)
    return [
      error(
        'ledger_unavailable',
        `The service at ${publicUrl} answers, and its ledger does not (status ${ready}).`,
        'See its log: the disk is full, the file cannot be written, or the database is down.',
      ),
    ]
  if (ping.outcome === 'agrees') return []
  return ping.differences.map(difference =>
    error(
      'service_differs',
      `${difference.slice(0, 1).toUpperCase()}${difference.slice(1)}.`,
      'Give both sides the same, then start the service again or run npm run deploy.',
    ),
  )
}

const ledgerFindings: Record<Exclude<LedgerState, 'usable'>, Omit<Finding, 'problem'> & { state: string }> = {
  missing: {
    code: 'ledger_missing',
    severity: 'warning',
    state: 'is not there: the service will begin an empty ledger',
    cure: 'Before the first start that is right; otherwise correct LEDGER_FILE, or restore a copy.',
  },
  newer: {
    code: 'ledger_newer',
    severity: 'error',
    state: 'belongs to a later version of Guestlist',
    cure: 'Start that version, or restore a copy from before it.',
  },
  damaged: {
    code: 'ledger_damaged',
    severity: 'error',
    state: 'is no ledger, or is damaged',
    cure: 'Correct LEDGER_FILE, or restore a copy.',
  },
}

/** Is the file there that the service keeps its ledger in, and can this version use it? */
export function checkLedger(state: LedgerState, file: string): Finding[] {
  if (state === 'usable') return []
  const { code, severity, state: words, cure } = ledgerFindings[state]
  return [{ code, severity, problem: `LEDGER_FILE ${file} ${words}.`, cure }]
}

/** Are the gate's dates in the past? */
export function checkGateDates({ gate, now }: DeploymentFacts): Finding[] {
  if (Date.parse(gate.since) <= now.getTime()) return []
  return [
    warning(
      'gate_differs',
      'The gate file has a "since" that is yet to come: until then everybody who signs up is from before it.',
      'Set it to the moment at which the gate was switched on, and run npm run deploy.',
    ),
  ]
}

function sentenceFor({ title, status, fields }: Change): string {
  if (status === 'new') return `${title} is missing.`
  return `${title} is not as deployed with these settings (${fields.map(({ field }) => field).join(', ')}).`
}

function ofKind<Kind extends Change['kind']>(changes: readonly Change[], kind: Kind): Change[] {
  return changes.filter(change => change.kind === kind)
}

function error(code: FindingCode, problem: string, cure: string): Finding {
  return { code, severity: 'error', problem: capital(problem), cure }
}

function warning(code: FindingCode, problem: string, cure: string): Finding {
  return { code, severity: 'warning', problem: capital(problem), cure }
}

function capital(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}
