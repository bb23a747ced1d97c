import type { Engine } from '../engine/transact.ts'
import { matchingAddress } from '../invitations/matching-address.ts'
import type { GateLedger } from './gate-ledger.ts'

/** A year of a few dozen kinds a day; whoever has more asks for fewer days. */
const MAX_OBSERVATIONS = 10_000

type ObservationQueries = Pick<GateLedger, 'countObservation' | 'listObservations' | 'deleteObservations'>
type AddressQueries = Pick<GateLedger, 'findLiveInvitations' | 'findFreshHandoffs'>

/** Queries about the gate; what it does about accounts is in `unproven-account-queries.ts`. */
export function gateQueries(engine: Engine): ObservationQueries & AddressQueries {
  return { ...observationQueries(engine), ...addressQueries(engine) }
}

function observationQueries({ db, transact }: Engine): ObservationQueries {
  return {
    countObservation: observation =>
      transact(async t => {
        await t
          .insertInto('gate_observations')
          .values({ ...observation, count: 1 })
          .onConflict(conflict =>
            conflict
              .columns(['day', 'code', 'door', 'client_id'])
              .doUpdateSet(eb => ({ count: eb('gate_observations.count', '+', 1) })),
          )
          .execute()
      }),

    listObservations: ({ from, to }) =>
      db
        .selectFrom('gate_observations')
        .selectAll()
        .where('day', '>=', from)
        .where('day', '<=', to)
        .orderBy('day')
        .orderBy('count', 'desc')
        .orderBy('door')
        .orderBy('code')
        .orderBy('client_id')
        .limit(MAX_OBSERVATIONS)
        .execute(),

    deleteObservations: before =>
      transact(async t => {
        const old = t.deleteFrom('gate_observations').where('day', '<', before)
        return Number((await old.executeTakeFirst()).numDeletedRows)
      }),
  }
}

function addressQueries({ db }: Engine): AddressQueries {
  return {
    findLiveInvitations: (address, now, limit) =>
      db
        .selectFrom('invitations')
        .selectAll()
        .where(matchingAddress(address))
        .where('status', '=', 'pending')
        .where('expires_at', '>', now)
        .where('kind', '=', 'personal')
        .orderBy('created_at', 'desc')
        .limit(limit)
        .execute(),

    findFreshHandoffs: (address, { since, now }) =>
      db
        .selectFrom('handoffs')
        .innerJoin('invitations', 'invitations.id', 'handoffs.invitation_id')
        .selectAll('handoffs')
        .where(matchingAddress(address))
        .where('invitations.status', '=', 'pending')
        .where('invitations.expires_at', '>', now)
        .where('invitations.kind', '=', 'personal')
        .whereRef('invitations.generation', '=', 'handoffs.generation')
        .where('handoffs.created_at', '>=', since)
        .where('handoffs.expires_at', '>', now)
        .where('handoffs.admitted_at', 'is', null)
        .where('handoffs.redeemed_by', 'is', null)
        .orderBy('handoffs.created_at', 'desc')
        .execute(),
  }
}
