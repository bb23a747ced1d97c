import { RefusedWrite } from '../metadata.ts'
import type { Json, JsonObject } from '../state.ts'
import type { Tenant } from '../tenant.ts'
import type { ApiCall } from './sandbox/sandbox.ts'

/** What the Actions of one login asked for so far. Metadata is kept per Action, to be written in one go at the end. */
export interface PostLoginChanges {
  metadata: { app_metadata: JsonObject; user_metadata: JsonObject }[]
  idTokenClaims: JsonObject
  accessTokenClaims: JsonObject
  addedScopes: string[]
  removedScopes: string[]
  /** Custom authentication methods to record in the session. */
  methods: string[]
}

/** What the flow does after this Action. */
export type NextStep =
  | { step: 'go-on' }
  | { step: 'deny'; reason: string }
  | { step: 'redirect'; url: string; query: Record<string, string> }
  | { step: 'challenge' }

export function noChanges(): PostLoginChanges {
  return {
    metadata: [],
    idTokenClaims: {},
    accessTokenClaims: {},
    addedScopes: [],
    removedScopes: [],
    methods: [],
  }
}

/** Adds one Action's calls to the changes and says what comes next; a denial is stronger than all else. */
export function recordCalls(changes: PostLoginChanges, calls: ApiCall[]): NextStep {
  const patch = { app_metadata: {}, user_metadata: {} }
  changes.metadata.push(patch)
  let next: NextStep = { step: 'go-on' }
  for (const { method, args } of calls) {
    const step = stepOf(method, args)
    if (step && next.step !== 'deny') next = step
    recordChange(changes, patch, method, args)
  }
  return next
}

function stepOf(method: string, args: Json[]): NextStep | undefined {
  switch (method) {
    case 'access.deny':
      return { step: 'deny', reason: String(args[0] ?? '') }
    case 'validation.error':
      return { step: 'deny', reason: String(args[1] ?? args[0] ?? '') }
    case 'redirect.sendUserTo': {
      const [url, options] = args as [string, { query?: Record<string, string> } | undefined]
      return { step: 'redirect', url, query: options?.query ?? {} }
    }
    case 'authentication.challengeWith':
    case 'authentication.challengeWithAny':
      return { step: 'challenge' }
    default:
      return undefined
  }
}

function recordChange(
  changes: PostLoginChanges,
  patch: { app_metadata: JsonObject; user_metadata: JsonObject },
  method: string,
  args: Json[],
): void {
  const [key, value = null] = [String(args[0]), args[1]]
  if (method === 'user.setAppMetadata') patch.app_metadata[key] = value
  if (method === 'user.setUserMetadata') patch.user_metadata[key] = value
  if (method === 'idToken.setCustomClaim') changes.idTokenClaims[key] = value
  if (method === 'accessToken.setCustomClaim') changes.accessTokenClaims[key] = value
  if (method === 'accessToken.addScope') changes.addedScopes.push(key)
  if (method === 'accessToken.removeScope') changes.removedScopes.push(key)
  if (method === 'authentication.recordMethod') changes.methods.push(key)
}

/**
 * Writes the metadata of all Actions in one operation
 * (https://auth0.com/docs/customize/actions/explore-triggers/post-login#enrich-the-user-profile). The login goes on
 * when the write is refused: what is lost is lost.
 */
export function writeMetadata(
  tenant: Tenant,
  userId: string,
  changes: PostLoginChanges,
  denied: boolean,
): void {
  const kept =
    denied && tenant.switches.denyDropsEarlierMetadata ? changes.metadata.slice(-1) : changes.metadata
  const app_metadata = Object.assign({}, ...kept.map(patch => patch.app_metadata))
  const user_metadata = Object.assign({}, ...kept.map(patch => patch.user_metadata))
  if (Object.keys({ ...app_metadata, ...user_metadata }).length === 0) return
  const lost = (description: string) => tenant.log({ type: 'w', description, user_id: userId })
  if (tenant.switches.metadataWriteFails) {
    lost('Metadata of the Actions was not written: too many requests')
    return
  }
  try {
    tenant.updateUser(userId, { app_metadata, user_metadata })
  } catch (error) {
    if (!(error instanceof RefusedWrite)) throw error
    lost(`Metadata of the Actions was not written: ${error.message}`)
  }
}
