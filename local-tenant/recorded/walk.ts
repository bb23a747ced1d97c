import type { InMemoryTenant } from '../in-memory-tenant.ts'
import type { Json } from '../state/state.ts'
import { recordedShapes } from './compare-shapes.ts'

/** One request of a walk: the recorded endpoint that it is one of, its path here, and the answer. */
export interface Answered {
  endpoint: string
  path: string
  status: number
  answer: unknown
}

/** Sends requests one after the other and keeps their answers. */
export interface Walk {
  answered: Answered[]
  go(endpoint: string, path: string, body?: Json): Promise<Record<string, unknown>>
  /** POST, GET, list and PATCH of one kind of record; the id that the POST brings. */
  record(at: string, body: Json, patch: Json, list?: string): Promise<string>
}

export const totals = '?page=0&per_page=50&include_totals=true'

export function createWalk({ call }: InMemoryTenant): Walk {
  const walk: Walk = {
    answered: [],
    async go(endpoint, path, body) {
      const [method = ''] = endpoint.split(' ')
      const { status, body: answer } = await call<Record<string, unknown>>(method, path, body)
      walk.answered.push({ endpoint, path, status, answer })
      return answer ?? {}
    },
    async record(at, body, patch, list = totals) {
      const made = await walk.go(`POST ${at}`, at, body)
      const id = String(made.id ?? made.client_id ?? made.custom_domain_id)
      await walk.go(`GET ${at}/{id}`, `${at}/${id}`)
      await walk.go(`GET ${at}`, at + list)
      const change = `PATCH ${at}/{id}`
      if (change in recordedShapes) await walk.go(change, `${at}/${id}`, patch)
      return id
    },
  }
  return walk
}
