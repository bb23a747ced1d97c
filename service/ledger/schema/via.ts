/** How somebody was represented when they did something, where their id alone does not say it. */
export interface Via {
  /** The client that an agent has authenticated with; what the agent may do is what this client may. */
  readonly clientId?: string | undefined
  /** Who acted for the person, as the access token says. */
  readonly act?: Act | undefined
}

/** An actor, with whoever acted before them in the same chain (RFC 8693 §4.1). */
export interface Act {
  readonly sub: string
  readonly act?: Act | undefined
}

/** Everybody in the chain, whoever acted last first. */
export function subjectsOf({ sub, act }: Act): string[] {
  return [sub, ...(act ? subjectsOf(act) : [])]
}

/** What the ledger keeps of it; null for most, who speak for themselves. */
export function toViaJson(via: Via | undefined): string | null {
  return via === undefined ? null : JSON.stringify(via)
}

/** Reads what `toViaJson` has written. */
export function fromViaJson(json: string | null | undefined): Via | undefined {
  return json == null ? undefined : JSON.parse(json)
}
