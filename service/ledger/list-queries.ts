import { type Expression, expressionBuilder, type SqlBool } from 'kysely'
import type { InvitationCounts, InvitationFilter, InvitationLedger } from './invitation-ledger.ts'
import { matchingAddress } from './matching-address.ts'
import type { Database } from './schema.ts'
import type { Engine } from './transact.ts'

/** Lists of invitations: newest first, each page found by where the last one ended, however long the list is. */
export function listQueries({ db }: Engine): Pick<InvitationLedger, 'listInvitations' | 'countInvitations'> {
  return {
    listInvitations({ filter, take, after, now }) {
      let query = db.selectFrom('invitations').selectAll('invitations')
      for (const condition of toConditions(filter, now)) query = query.where(condition)
      if (after)
        query = query.where(eb =>
          eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(after.createdAt, after.id)),
        )
      return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(take).execute()
    },

    async countInvitations(filter, now) {
      let query = db
        .selectFrom('invitations')
        .select(eb => [
          eb
            .case()
            .when(eb.and([eb('status', '=', 'pending'), eb('expires_at', '<=', now)]))
            .then('expired' as const)
            .else(eb.ref('status'))
            .end()
            .as('state'),
          eb.fn.countAll().as('count'),
        ])
        .groupBy('state')
      for (const condition of toConditions(filter, now)) query = query.where(condition)
      const counts: InvitationCounts = {
        pending: 0,
        accepted: 0,
        declined: 0,
        revoked: 0,
        expired: 0,
        total: 0,
      }
      for (const { state, count } of await query.execute()) {
        counts[state] = Number(count)
        counts.total += Number(count)
      }
      return counts
    },
  }
}

const is = expressionBuilder<Database, 'invitations'>()

function toConditions(filter: InvitationFilter, now: number): Expression<SqlBool>[] {
  const { address, role, status } = filter
  const equal = [
    ['kind', filter.kind],
    ['delivery_status', filter.deliveryStatus],
    ['inviter_id', filter.inviterId],
    ['client_id', filter.clientId],
    ['external_id', filter.externalId],
    ['parent_id', filter.parentId],
  ] as const
  const ranges = [
    ['created_at', '>=', filter.createdFrom],
    ['created_at', '<', filter.createdBefore],
    ['expires_at', '>=', filter.expiresFrom],
    ['expires_at', '<', filter.expiresBefore],
  ] as const
  return [
    ...equal.flatMap(([name, value]) => (value === undefined ? [] : [is(`invitations.${name}`, '=', value)])),
    ...ranges.flatMap(([name, operator, at]) =>
      at === undefined ? [] : [is(`invitations.${name}`, operator, at)],
    ),
    ...(address ? [matchingAddress(address)] : []),
    ...(role === undefined ? [] : [hasRole(role)]),
    ...(status === undefined ? [] : toStatusConditions(status, now)),
  ]
}

function hasRole(role: string) {
  return is.exists(eb =>
    eb
      .selectFrom('invitation_roles')
      .select('role')
      .whereRef('invitation_roles.invitation_id', '=', 'invitations.id')
      .where('role', '=', role),
  )
}

/** `expired` is a pending one whose time has come. */
function toStatusConditions(status: NonNullable<InvitationFilter['status']>, now: number) {
  if (status === 'pending') return [is('status', '=', 'pending'), is('expires_at', '>', now)]
  if (status === 'expired') return [is('status', '=', 'pending'), is('expires_at', '<=', now)]
  return [is('status', '=', status)]
}
