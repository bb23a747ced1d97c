import type { HandoffRow } from '../ledger/schema/schema.ts'
import type { Answers, UserField } from './user-field.ts'

/** What the operator asks of people: before they join, and on the page of their account. */
export interface Joining {
  readonly terms: TermsOfUse | undefined
  readonly fields: readonly UserField[]
}

export interface TermsOfUse {
  readonly url: string
  /** Another one asks everybody who joins from then on. */
  readonly version: string
}

/** Nothing is asked of anybody. */
export const asksNothing: Joining = { terms: undefined, fields: [] }

/** What was recorded when somebody pressed Accept. */
export type JoiningRecord = Pick<HandoffRow, 'terms_version' | 'terms_agreed_at' | 'answers'>

/** The record of a press of Accept without questions. */
export const recordsNothing: JoiningRecord = { terms_version: null, terms_agreed_at: null, answers: null }

/** Does the page of an invitation ask for anything before Accept? */
export function asksBeforeJoining(joining: Joining): boolean {
  return joining.terms !== undefined || requiredFields(joining).length > 0
}

export function requiredFields({ fields }: Pick<Joining, 'fields'>): readonly UserField[] {
  return fields.filter(({ isRequired }) => isRequired)
}

/** Has whoever made this handoff agreed to the terms of today, and filled in all that is required today? */
export function hasAnswered(record: JoiningRecord, joining: Joining): boolean {
  if (joining.terms && record.terms_version !== joining.terms.version) return false
  const answers = toAnswers(record)
  return requiredFields(joining).every(({ name }) => Object.hasOwn(answers, name))
}

/** Reads what was filled in; nothing where nothing was, or where it has been erased. */
export function toAnswers({ answers }: Pick<JoiningRecord, 'answers'>): Answers {
  return answers === null ? {} : JSON.parse(answers)
}

/** What is recorded of somebody who agrees to all terms there are, with these answers. */
export function toJoiningRecord({ terms }: Joining, answers: Answers, now: number): JoiningRecord {
  return {
    terms_version: terms?.version ?? null,
    terms_agreed_at: terms ? now : null,
    answers: Object.keys(answers).length > 0 ? JSON.stringify(answers) : null,
  }
}
