import type { ApiAnswer, TestService } from '../test-service.ts'

/** Somebody who uses the API; `ask` checks each answer against the document. */
export interface Person {
  readonly id: string
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<ApiAnswer>
}

const inviterPermissions = [
  'create:invitations',
  'read:invitations',
  'update:invitations',
  'delete:invitations',
  'create:shared_links',
]

/** What tokens say of those who appear in the tests. */
const everybody = {
  /** Invites people. */
  ada: { sub: 'auth0|ada', permissions: inviterPermissions },
  /** Invites people too, and has nothing to do with Ada's. */
  eve: { sub: 'auth0|eve', permissions: inviterPermissions },
  /** Looks after all invitations. */
  root: { sub: 'auth0|root', permissions: [...inviterPermissions, 'grant:any', 'grant:metadata'] },
  /** A back end. */
  shop: { sub: 'shop@clients', gty: 'client-credentials', permissions: [...inviterPermissions, 'grant:any'] },
} as const

/** Lets somebody use the API of a service. */
export function as(service: TestService, name: keyof typeof everybody, claims: object = {}): Person {
  const said = { ...everybody[name], ...claims }
  return {
    id: said.sub,
    async ask(method, path, body, headers = {}) {
      const token = await service.tenant.issueAccessToken({ ...said, permissions: [...said.permissions] })
      return service.api(path, { method, token, headers, ...(body !== undefined && { body }) })
    },
  }
}
