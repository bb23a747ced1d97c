import { type ManagementApi, ManagementError } from '../../../management/management-api.ts'

/** Has an address an account? Undefined where that is not known (yet). */
export interface AccountLookup {
  /** Asks about up to so many of those that are not known, and tells what is known then. */
  look(emails: readonly string[]): Promise<Lookup>
}

export interface Lookup {
  readonly hasAccount: ReadonlyMap<string, boolean>
  /** Something was found out just now, and more can be. */
  readonly isMore: boolean
}

/** While somebody types, the same addresses are asked about again and again; longer than the longest list takes. */
const REMEMBERED_MS = 600_000
const MAX_REMEMBERED = 5_000
/** The tenant answers few questions a second. */
const AT_ONCE = 10
const TIMEOUT_MS = 2_000

interface AccountLookupDeps {
  readonly management: Pick<ManagementApi, 'findUsersByEmail'>
  now(): number
}

/** Creates the look at accounts, a few at a time, behind all that others wait for. */
export function createAccountLookup({ management, now }: AccountLookupDeps): AccountLookup {
  const remembered = new Map<string, { hasAccount: boolean; until: number }>()
  const ask = async (email: string): Promise<boolean> => {
    try {
      // Nobody's login or page waits for this: it goes behind all of those.
      const users = await management.findUsersByEmail(email, { urgency: 'removal', timeoutMs: TIMEOUT_MS })
      remembered.set(email, { hasAccount: users.length > 0, until: now() + REMEMBERED_MS })
      return true
    } catch (error) {
      // Not known now: sending does not depend on it.
      if (error instanceof ManagementError) return false
      throw error
    }
  }
  return {
    async look(emails) {
      const isKnown = (email: string) => (remembered.get(email)?.until ?? 0) > now()
      const unknown = emails.filter(email => !isKnown(email))
      const answered = await Promise.all(unknown.slice(0, AT_ONCE).map(ask))
      const known = emails.filter(isKnown)
      const found = known.map(email => [email, remembered.get(email)?.hasAccount ?? false] as const)
      for (const email of remembered.keys())
        if (remembered.size > MAX_REMEMBERED || !isKnown(email)) remembered.delete(email)
      return { hasAccount: new Map(found), isMore: known.length < emails.length && answered.includes(true) }
    },
  }
}
