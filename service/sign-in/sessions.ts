import { z } from 'zod'
import { hashSecret } from '../ledger/engine/hash-secret.ts'
import type { SessionRow } from '../ledger/schema/session-schema.ts'
import { fromViaJson, toViaJson, type Via } from '../ledger/schema/via.ts'
import type { SessionLedger } from '../ledger/work/session-ledger.ts'
import type { Sealer, SealKind } from './sealed-cookie.ts'

/** One sort of session. Each has a cookie of its own, and none opens another's pages. */
export interface SessionKind {
  readonly name: SessionRow['kind']
  /** Ends when nothing has been asked for that long. */
  readonly idleMs: number
  /** Ends then in any case. */
  readonly absoluteMs: number
}

/** The person who has just signed in at the tenant. */
export interface SignedInPerson {
  readonly userId: string
  readonly name?: string | undefined
  readonly email?: string | undefined
  /** The user who acts as this person, if any does. */
  readonly via?: Via | undefined
  /** Permissions by this service's own names; empty for members. */
  readonly permissions: readonly string[]
}

/** A person who is signed in with us, in one browser. */
export interface Session extends SignedInPerson {
  readonly id: string
}

/** Somebody's session, with the text that is to replace the one in the browser's cookie, if it is to be replaced. */
export interface FoundSession {
  readonly session: Session
  readonly cookie: string | undefined
}

/**
 * Sessions of one kind. The ledger has the hash of a secret, and the browser has the secret, sealed: neither is a
 * session without the other, and logging out ends it for real. Name and address are in the sealed part only.
 */
export interface Sessions {
  /** Returns the text for the cookie. */
  begin(person: SignedInPerson): Promise<string>
  find(cookie: string | undefined): Promise<FoundSession | undefined>
  end(session: Pick<Session, 'id'>): Promise<void>
  /** A text that only a page shown in this session has, for its forms to bring back; another one each time. */
  makeFormToken(session: Pick<Session, 'id'>): Promise<string>
  isFormToken(session: Pick<Session, 'id'>, token: string | undefined): Promise<boolean>
}

export interface SessionsDeps {
  kind: SessionKind
  ledger: SessionLedger
  sealer: Sealer
  randomId: () => string
  now: () => number
}

/** How long a secret is good for before it is exchanged for another. */
const ROTATION_MS = 10 * 60_000
/** Requests that were under way when it was exchanged still bring the one before. */
const OVERLAP_MS = 60_000
/** How exactly the ledger knows when somebody was last here: not every request is worth a write. */
const SEEN_MS = 60_000

interface Sealed {
  readonly secret: string
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly via?: string | undefined
}

/** Creates the sessions of one kind. */
export function createSessions(deps: SessionsDeps): Sessions {
  const { kind, ledger, sealer, randomId, now } = deps
  const cookieSeal: SealKind<Sealed> = {
    purpose: `session-${kind.name}`,
    content: z.object({
      secret: z.string(),
      name: z.string().optional(),
      email: z.string().optional(),
      via: z.string().optional(),
    }),
    ttlSeconds: kind.absoluteMs / 1000,
  }
  const formSeal: SealKind<{ id: string }> = {
    purpose: `form-${kind.name}`,
    content: z.object({ id: z.string() }),
    ttlSeconds: kind.absoluteMs / 1000,
  }
  return {
    async begin({ userId, name, email, via, permissions }) {
      const secret = randomId()
      const at = now()
      await ledger.createSession({
        id: `ses_${randomId()}`,
        secret_hash: hashSecret(secret),
        previous_hash: null,
        kind: kind.name,
        user_id: userId,
        permissions: JSON.stringify(permissions),
        rotated_at: at,
        created_at: at,
        seen_at: at,
        expires_at: at + kind.absoluteMs,
      })
      return sealer.seal(cookieSeal, { secret, name, email, via: toViaJson(via) ?? undefined })
    },
    async find(cookie) {
      const sealed = await sealer.open(cookieSeal, cookie)
      if (!sealed) return undefined
      const row = await ledger.findSession(hashSecret(sealed.secret))
      if (!row || row.kind !== kind.name) return undefined
      if (isOver(row, hashSecret(sealed.secret), kind, now())) {
        await ledger.deleteSession(row.id)
        return undefined
      }
      const secret = await keepUp(deps, row, sealed.secret)
      const renewed = secret === undefined ? undefined : await sealer.seal(cookieSeal, { ...sealed, secret })
      return { session: toSession(row, sealed), cookie: renewed }
    },
    end: ({ id }) => ledger.deleteSession(id),
    makeFormToken: ({ id }) => sealer.seal(formSeal, { id }),
    isFormToken: async ({ id }, token) => (await sealer.open(formSeal, token))?.id === id,
  }
}

/** Too late, or with a secret that was exchanged a while ago: then two browsers have what only one can have. */
function isOver(row: SessionRow, hash: string, { idleMs }: SessionKind, now: number): boolean {
  const isLate = now >= row.expires_at || now - row.seen_at >= idleMs
  return isLate || (row.secret_hash !== hash && now - row.rotated_at > OVERLAP_MS)
}

/** Notes that somebody is here and, from time to time, exchanges the secret; returns the new one. */
async function keepUp(
  { ledger, randomId, now }: SessionsDeps,
  row: SessionRow,
  secret: string,
): Promise<string | undefined> {
  const at = now()
  const hash = hashSecret(secret)
  // A request with the previous secret gets the new one with the answer that is under way.
  if (row.secret_hash !== hash) return undefined
  if (at - row.rotated_at < ROTATION_MS) {
    if (at - row.seen_at >= SEEN_MS) await ledger.changeSession(row, { seen_at: at })
    return undefined
  }
  const next = randomId()
  const change = { secret_hash: hashSecret(next), previous_hash: hash, rotated_at: at, seen_at: at }
  return (await ledger.changeSession(row, change)) ? next : undefined
}

function toSession(row: SessionRow, { name, email, via }: Sealed): Session {
  return {
    id: row.id,
    userId: row.user_id,
    name,
    email,
    via: fromViaJson(via),
    permissions: JSON.parse(row.permissions),
  }
}
