/** A message to one person. */
export interface OutgoingMail {
  /** One bare address. */
  to: string
  subject: string
  html: string
  text: string
  /** What the message is, for the provider's statistics: `invitation`. */
  category: string
  /** Ids that the provider's events about this message bring back. Never a link or a token. */
  references: Record<string, string>
}

/** One message to many people, each with what is theirs in it. */
export interface MailBatch {
  subject: string
  html: string
  text: string
  category: string
  /** 1,000 at most. */
  recipients: readonly BatchRecipient[]
}

export interface BatchRecipient {
  /** One bare address. */
  to: string
  references: Record<string, string>
  /** What each text on the left becomes in subject, text and HTML. */
  substitutions: Record<string, string>
}

export interface Mailer {
  /** Hands a message over to be delivered. Throws MailError. */
  send(mail: OutgoingMail): Promise<void>
  /** Hands one message to many people over in one request: all of them are taken, or none. Missing where there is no such request. */
  sendBatch?(batch: MailBatch): Promise<void>
  /** Whether another provider takes single messages where this one does not answer. */
  readonly hasSecondWay?: boolean
  /** Ends the connections that it keeps open, if any. */
  close?(): Promise<void>
}

/**
 * What can go wrong with a message; closed. `rejected`: this message will never be taken. `forbidden`: the provider
 * does not take any from us (key, sender, credit), which an operator can mend. `uncertain`: the connection broke after
 * the message was on its way, and it may have been taken. The others pass by themselves.
 */
export type MailErrorCode = 'rejected' | 'forbidden' | 'throttled' | 'unavailable' | 'uncertain'

/** A message that was not handed over. No text of the provider, no address, no link. */
export class MailError extends Error {
  readonly code: MailErrorCode
  /** How long the provider wants to be left alone; undefined where it does not say. */
  readonly retryAfterMs: number | undefined

  constructor(code: MailErrorCode, { retryAfterMs }: { retryAfterMs?: number | undefined } = {}) {
    super(`mail: ${code}`)
    this.name = 'MailError'
    this.code = code
    this.retryAfterMs = retryAfterMs
  }
}
