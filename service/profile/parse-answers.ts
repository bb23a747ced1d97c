import type { FieldFault, FieldFaults } from './field-fault.ts'
import { type Joining, requiredFields } from './joining.ts'
import { parseField } from './parse-field.ts'
import type { Answers } from './user-field.ts'

/** What somebody sent with the page that asks before joining. */
export interface SentJoining {
  readonly agrees: boolean
  /** The text as typed, by name of the field. */
  readonly typed: Readonly<Record<string, string>>
}

export type ParsedJoining =
  | { outcome: 'complete'; answers: Answers }
  | { outcome: 'faulty'; faults: FieldFaults; hasNotAgreed: boolean }

/** Reads what was sent: all that is required, and nothing that was not asked for. */
export function parseAnswers(joining: Joining, { agrees, typed }: SentJoining): ParsedJoining {
  const answers: Record<string, string> = {}
  const faults: Record<string, FieldFault> = {}
  for (const field of requiredFields(joining)) {
    const parsed = parseField(field, typed[field.name] ?? '')
    if ('fault' in parsed) faults[field.name] = parsed.fault
    else if (parsed.value === '') faults[field.name] = 'missing'
    else answers[field.name] = parsed.value
  }
  const hasNotAgreed = joining.terms !== undefined && !agrees
  const isComplete = !hasNotAgreed && Object.keys(faults).length === 0
  return isComplete ? { outcome: 'complete', answers } : { outcome: 'faulty', faults, hasNotAgreed }
}
