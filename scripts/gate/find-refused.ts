import type { Gate } from '../../contract/gate.ts'
import { isAdmitted } from '../../service/members/find-member.ts'
import { isObject, type JsonObject, toObject, toObjects } from '../deploy/json.ts'
import type { TenantApi } from '../deploy/tenant-api.ts'

/** An account that an invite-only gate would refuse at its next login. */
export interface RefusedAccount {
  userId: string
  /** Name and address as far as the tenant has them. */
  name: string
  connection: string
  createdAt: string
  /** Of what is at `app_metadata` now: an admission keeps the rest. */
  appMetadata: JsonObject
  /** Has it logged in since the gate observes? */
  lastLogin: string | undefined
}

const FIELDS = 'user_id,email,name,created_at,last_login,identities,app_metadata,blocked'
const PAGE_SIZE = 50
/** https://auth0.com/docs/manage-users/user-search/view-search-results-by-page#limitation */
const MOST_PAGES = 20

/** Scopes that looking for them takes, and admitting them. */
export const lookingScopes = ['read:users']
export const admittingScopes = ['update:users', 'update:users_app_metadata']

/**
 * Finds the accounts of a tenant that the gate would refuse if it were invite-only: made since it observes, or refused
 * before. Excepted applications are nobody's property: who uses nothing else is listed all the same. Throws TenantError.
 */
export async function findRefused(api: TenantApi, gate: Gate): Promise<RefusedAccount[]> {
  const since = await searchFrom(api, gate.since)
  const marked = await searchAll(api, '_exists_:app_metadata.guestlist_refused_at')
  const all = new Map([...since, ...marked].map(user => [String(user.user_id), user]))
  return [...all.values()].filter(user => isRefused(user, gate)).map(toAccount)
}

/** A search answers a thousand users at most: from the last of them on it begins again. */
async function searchFrom(api: TenantApi, since: string): Promise<JsonObject[]> {
  const found = new Map<string, JsonObject>()
  for (let from = since; ; ) {
    const users = await searchAll(api, `created_at:[${from} TO *]`)
    const before = found.size
    for (const user of users) found.set(String(user.user_id), user)
    const last = users.at(-1)?.created_at
    if (users.length < PAGE_SIZE * MOST_PAGES || typeof last !== 'string') return [...found.values()]
    // So many of one moment that no later one is reached: told as far as they can be.
    if (found.size === before) return [...found.values()]
    from = last
  }
}

async function searchAll(api: TenantApi, q: string): Promise<JsonObject[]> {
  const users: JsonObject[] = []
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({
      q,
      search_engine: 'v3',
      sort: 'created_at:1',
      fields: FIELDS,
      page: String(page),
      per_page: String(PAGE_SIZE),
    })
    const answer = await api.call('GET', `/users?${query}`)
    const found = toObjects(isObject(answer) ? answer.users : answer)
    users.push(...found)
    if (found.length < PAGE_SIZE) break
  }
  return users
}

/** As our own pages judge somebody, with the gate that is meant. */
function isRefused(user: JsonObject, gate: Gate): boolean {
  const identities = toObjects(user.identities).map(({ provider, user_id, connection, isSocial }) => ({
    provider: String(provider),
    userId: String(user_id),
    connection: String(connection),
    isSocial: isSocial === true,
  }))
  const account = {
    userId: String(user.user_id),
    appMetadata: toObject(user.app_metadata),
    blocked: false,
    createdAt: new Date(String(user.created_at)),
    identities,
  }
  // Whom the tenant has blocked, the gate need not refuse.
  return (
    user.blocked !== true &&
    !isAdmitted(account, { gate: { ...gate, mode: 'invite-only' }, isRedeemed: false })
  )
}

function toAccount(user: JsonObject): RefusedAccount {
  const { user_id, email, name, created_at, last_login } = user
  const [own] = toObjects(user.identities)
  const texts = [name, email].filter(text => typeof text === 'string' && text !== '')
  return {
    userId: String(user_id),
    name: [...new Set(texts)].join(', ') || 'without a name',
    connection: String(own?.connection ?? 'unknown'),
    createdAt: String(created_at),
    appMetadata: toObject(user.app_metadata),
    lastLogin: typeof last_login === 'string' ? last_login : undefined,
  }
}
