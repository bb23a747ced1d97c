import type { Log } from '../base/log.ts'
import { checkAudience, checkCallbacks, checkManagement, checkSecrets } from './check-applications.ts'
import { checkMailKey, checkSender, checkSmtp } from './check-mail.ts'
import { checkAddress, checkClock, checkCustomDomain, checkDomain, checkGate } from './check-tenant.ts'
import type { ServiceFacts } from './facts.ts'
import type { Finding } from './finding.ts'
import { type DiagnosedConfig, type FactDeps, readFacts } from './read-facts.ts'

const checks = [
  ...[checkDomain, checkCustomDomain, checkClock, checkAddress, checkGate],
  ...[checkManagement, checkSecrets, checkCallbacks, checkAudience],
  ...[checkMailKey, checkSender, checkSmtp],
]

/** Judges what was read: everything that is wrong, the tenant first. */
export function findFaults(facts: ServiceFacts): Finding[] {
  return checks.flatMap(check => check(facts))
}

/** What the service has found out about its own set-up. */
export interface Diagnosis {
  /** Looks, and says in the log what is wrong. */
  run(): Promise<void>
  /** The findings of the last run; none before the first. */
  findings(): readonly Finding[]
}

/** Creates it; nothing is asked before it runs. */
export function createDiagnosis(config: DiagnosedConfig, deps: FactDeps & { log: Log }): Diagnosis {
  let last: readonly Finding[] = []
  return {
    async run() {
      last = findFaults(await readFacts(config, deps))
      for (const { code, severity, problem, cure } of last)
        deps.log[severity === 'error' ? 'error' : 'warn']('setup_finding', { code, problem, cure })
    },
    findings: () => last,
  }
}
