import { performance } from 'node:perf_hooks'
import { toNewRow } from '../../service/invitations/manage/to-new-row.ts'
import { randomId } from '../../service/invitations/model/random-id.ts'
import { rowId } from '../../service/invitations/model/row-id.ts'
import { hashSecret } from '../../service/ledger/engine/hash-secret.ts'
import type { Ledger } from '../../service/ledger/ledger.ts'
import type { InvitationRow } from '../../service/ledger/schema/schema.ts'
import type { BenchEngine } from './bench-engine.ts'
import { inviterId } from './bench-tenant.ts'
import { type Figure, toFigure } from './figure.ts'
import { seedLedger } from './seed-ledger.ts'

/** What is done in one run in a ledger of each size. */
const OPERATIONS = 1_000
const LISTS = 50
const PAGE = 50
/** As many at once as a busy service has. */
const TOGETHER = 32
/** A thousand pages, where there are as many. */
const DEEP_ROWS = 1_000 * PAGE

type Operation = 'issue' | 'redeem' | 'list_page' | 'list_deep_page'

interface Grown {
  readonly size: number
  readonly ledger: Ledger
  readonly bareInserts: () => Promise<number>
  /** Where a page far down begins. */
  readonly deep: { value: number; id: string }
}

/**
 * What issue, redeem and lists cost in ledgers of several sizes: microseconds each, and the largest against the
 * smallest, by pairs of runs right after each other.
 */
export async function measureGrowth(
  engine: BenchEngine,
  sizes: readonly number[],
  runs: number,
): Promise<Figure[]> {
  const grown: Grown[] = []
  for (const size of sizes) {
    const created = await engine.create(`grown_${size}`)
    await seedLedger(created, size)
    const ledger = await created.open()
    grown.push({ size, ledger, bareInserts: created.bareInserts, deep: await findDeepPlace(ledger, size) })
  }
  const costs = new Map<string, number[]>()
  /** What one bare insert costs, in the same runs. */
  const limits: number[] = []
  for (let run = -1; run < runs; run++) {
    limits.push(1e6 / ((await grown[0]?.bareInserts()) ?? Number.NaN))
    for (const one of grown)
      for (const [operation, cost] of Object.entries(await runOnce(one))) {
        const name = `${operation}_${engine.name}_${one.size}`
        // The first one warms up.
        if (run >= 0) costs.set(name, [...(costs.get(name) ?? []), cost])
      }
  }
  await Promise.all(grown.map(({ ledger }) => ledger.close()))
  const absolute = [...costs].map(([name, values]) => toFigure(name, 'us', { runs: values, limits }))
  return [...absolute, ...toRatios(engine.name, sizes, costs)]
}

function toRatios(engine: string, sizes: readonly number[], costs: ReadonlyMap<string, number[]>): Figure[] {
  const [smallest, largest] = [sizes[0], sizes.at(-1)]
  const operations: Operation[] = ['issue', 'redeem', 'list_page', 'list_deep_page']
  return operations.map(operation => {
    const small = costs.get(`${operation}_${engine}_${smallest}`) ?? []
    const large = costs.get(`${operation}_${engine}_${largest}`) ?? []
    return toFigure(`${operation}_growth_${engine}`, 'ratio', {
      runs: large.map((cost, run) => cost / (small[run] ?? Number.NaN)),
    })
  })
}

async function findDeepPlace(ledger: Ledger, size: number): Promise<Grown['deep']> {
  const take = Math.max(1, Math.min(DEEP_ROWS, size - 3 * PAGE))
  const rows = await ledger.listInvitations({ filter: {}, take, now: Date.now() })
  const last = rows.at(-1)
  if (!last) throw new RangeError('the ledger is empty')
  return { value: last.created_at, id: last.id }
}

async function runOnce({ ledger, deep }: Grown): Promise<Record<Operation, number>> {
  const rows = Array.from({ length: OPERATIONS }, toRow)
  const issue = await time(rows, async row => {
    const address = { email: row.invitee_email ?? '' }
    const pending = await ledger.findPendingInvitations(address, null)
    await ledger.createInvitation(row, { mail: true, claim: { address, parentId: null, pending } })
  })
  const handoffs = rows.map(({ id }) => ({
    invitationId: id,
    secret: randomId(),
    ref: rowId('hnd', Date.now()),
  }))
  for (const part of inParts(handoffs)) await Promise.all(part.map(handoff => accept(ledger, handoff)))
  const redeem = await time(handoffs, handoff => redeemOnce(ledger, handoff))
  const lists = Array.from({ length: LISTS }, () => ledger)
  const now = Date.now()
  const list_page = await time(lists, () => ledger.listInvitations({ filter: {}, take: PAGE, now }))
  const filter = { status: 'accepted', role: 'Editor' } as const
  const list_deep_page = await time(lists, () =>
    ledger.listInvitations({ filter, take: PAGE, after: deep, now }),
  )
  return { issue, redeem, list_page, list_deep_page }
}

function toRow(): InvitationRow {
  const now = Date.now()
  const email = `${randomId()}@example.com`.toLowerCase()
  return toNewRow(
    { invitee: { email }, roles: ['Editor'], permissions: [], appMetadata: {}, userMetadata: {} },
    { id: inviterId, kind: 'client', permissions: new Set() },
    { id: rowId('inv', now), now, maxTtlSeconds: 7 * 86_400 },
  )
}

interface Handoff {
  invitationId: string
  secret: string
  ref: string
}

async function accept(ledger: Ledger, { invitationId, secret, ref }: Handoff): Promise<void> {
  const now = Date.now()
  const row = {
    ref,
    id_hash: hashSecret(secret),
    state_hash: hashSecret(randomId()),
    invitation_id: invitationId,
    generation: 1,
    client_id: 'guestlist',
    created_at: now,
    expires_at: now + 900_000,
    admitted_at: null,
    redeemed_by: null,
    terms_version: null,
    terms_agreed_at: null,
    answers: null,
  }
  if (!(await ledger.createHandoff(row, now))) throw new Error('an invitation that was just made is not live')
}

async function redeemOnce(ledger: Ledger, { invitationId, secret, ref }: Handoff): Promise<void> {
  const now = Date.now()
  await ledger.findHandoff({ idHash: hashSecret(secret) })
  await ledger.findInvitation(invitationId)
  const redemption = {
    id: rowId('red', now),
    invitation_id: invitationId,
    user_id: `auth0|${randomId()}`,
    user_created_at: now,
    handoff_ref: ref,
    account: 'new' as const,
    connection: 'Users',
    client_id: 'guestlist',
    redeemed_at: now,
    overwrite: null,
  }
  const { outcome } = await ledger.redeem({ redemption, generation: 1, parent: undefined, grantAt: now })
  if (outcome !== 'redeemed') throw new Error(`a redemption was ${outcome}`)
}

/** Microseconds for each, with many under way at once. */
async function time<T>(items: readonly T[], use: (item: T) => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  for (const part of inParts(items)) await Promise.all(part.map(use))
  return ((performance.now() - startedAt) * 1000) / items.length
}

function inParts<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / TOGETHER) }, (_, part) =>
    items.slice(part * TOGETHER, (part + 1) * TOGETHER),
  )
}
