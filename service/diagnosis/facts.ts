import type { MailErrorCode } from '../mail/mailer.ts'

/** What an address answered; a status of 0 is no answer. */
export interface ReadAnswer {
  readonly status: number
  /** JSON, or undefined for what is none. */
  readonly body: unknown
  /** The `Date` header, milliseconds since 1970. */
  readonly date: number | undefined
}

/** One of the tenant's applications that people sign in with. */
export interface ApplicationFacts {
  /** The variable that names it. */
  readonly variable: string
  /** The token endpoint's answer to its secret with a code that nobody has. */
  readonly exchange: ReadAnswer
  /** `GET /api/v2/clients/{id}`; undefined where there is no token to ask with. */
  readonly client: ReadAnswer | undefined
  /** Where the service lets its log-ins come back to. */
  readonly callbacks: readonly string[]
}

/** What the service can see of its own surroundings, read once. */
export interface ServiceFacts {
  readonly now: number
  readonly publicUrl: string
  readonly tenantDomain: string
  readonly loginOrigin: string
  readonly apiAudience: string
  readonly mailFrom: string
  readonly handoffKeyId: string
  /** Discovery documents: of the canonical domain, and of the custom one if there is any. */
  readonly discovery: ReadAnswer
  readonly customDiscovery: ReadAnswer | undefined
  readonly managementToken: ReadAnswer
  readonly applications: readonly ApplicationFacts[]
  /** Grants to the service's API. */
  readonly grants: ReadAnswer | undefined
  /** SendGrid's answers, where it is a way for mail. */
  readonly mail:
    | { readonly scopes: ReadAnswer; readonly senders: ReadAnswer; readonly domains: ReadAnswer }
    | undefined
  /** What the SMTP server said to our sign-in, where it is a way for mail. */
  readonly smtp: MailErrorCode | 'accepted' | undefined
  /** A ping to PUBLIC_URL, as an Action would send it. */
  readonly ping: ReadAnswer
  readonly hasSeenAnotherGate: boolean
}
