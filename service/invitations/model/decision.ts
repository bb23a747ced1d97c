import type { RefusalCode } from '../../../contract/refusal.ts'

/** The result of a rule: allowed, or a refusal with its code. */
export type Decision = { outcome: 'allowed' } | Refusal

export interface Refusal {
  outcome: 'refused'
  code: RefusalCode
}

export function allow(): Decision {
  return { outcome: 'allowed' }
}

export function refuse(code: RefusalCode): Refusal {
  return { outcome: 'refused', code }
}
