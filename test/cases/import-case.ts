import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { startTestService, type TestService } from '../service/http/test-service.ts'

/** A service in which the same people may be invited again and again. */
export function startCaseService(): Promise<TestService> {
  return startTestService({ POLICY_FILE: fileURLToPath(new URL('policy.json', import.meta.url)) })
}

/** An input that somebody really had, byte by byte. */
export function readCase(name: string): Buffer {
  return readFileSync(new URL(`files/${name}`, import.meta.url))
}

export interface Imported {
  readonly id: string
  readonly status: number
  readonly error: { readonly code?: string; readonly message?: string; readonly field?: string }
  /** What each row says, with what came of it. */
  readonly rows: readonly { line: number; state: string; reason: string | null; email: string | null }[]
  readonly reading: Record<string, unknown>
  /** Invites whoever is ready, and revokes it all again; what the invitations said, by address. */
  invite(): Promise<Map<string, Record<string, unknown>>>
}

/** Uploads a file as `POST /api/imports` takes it; columns that mean nothing are passed over unless the query says so. */
export async function importFile(
  service: TestService,
  bytes: string | Uint8Array,
  { type = 'text/csv', ...query }: Record<string, string> = {},
): Promise<Imported> {
  const token = await service.tenant.issueAccessToken({
    permissions: ['create:invitations', 'read:invitations', 'grant:any', 'grant:metadata'],
  })
  const parameters = new URLSearchParams({ ignore_unknown_columns: 'true', ...query })
  const headers = { authorization: `Bearer ${token}`, 'content-type': type }
  const init = { method: 'POST', headers, body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes) }
  const answer = await service.app.request(`/api/imports?${parameters}`, init)
  const body = (await answer.json()) as Record<string, unknown>
  const path = `/api/imports/${String(body.id)}`
  const { rows = [] } = answer.status === 201 ? (await service.api(`${path}/rows?take=1000`)).body : {}
  return {
    id: String(body.id),
    status: answer.status,
    error: (body.error ?? {}) as Imported['error'],
    rows: rows as Imported['rows'],
    reading: (body.reading ?? {}) as Record<string, unknown>,
    async invite() {
      await service.app.request(`${path}/confirm`, {
        method: 'POST',
        headers: { authorization: headers.authorization },
      })
      await service.worker.drain()
      const done = (await service.api(`${path}/rows?state=created&take=1000`)).body.rows as {
        email: string
        invitation_id: string
      }[]
      const pairs = done.map(async ({ email, invitation_id: id }) => {
        const { body: invitation } = await service.api(`/api/invitations/${id}`)
        await service.api(`/api/invitations/${id}/revoke`, { method: 'POST' })
        return [email, invitation] as const
      })
      return new Map(await Promise.all(pairs))
    },
  }
}
