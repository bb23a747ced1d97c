import type { Engine } from '../engine/transact.ts'
import type { SessionLedger } from './session-ledger.ts'

/** Queries about those who are signed in. */
export function sessionQueries({ db, transact }: Engine): SessionLedger {
  return {
    createSession: row =>
      transact(async t => {
        await t.insertInto('sessions').values(row).execute()
      }),

    async findSession(hash) {
      const sessions = db.selectFrom('sessions').selectAll()
      // One after the other, so that each is found by its own index.
      const current = await sessions.where('secret_hash', '=', hash).executeTakeFirst()
      return current ?? (await sessions.where('previous_hash', '=', hash).executeTakeFirst())
    },

    changeSession: ({ id, secret_hash }, change) =>
      transact(async t => {
        const update = t.updateTable('sessions').set(change)
        const same = update.where('id', '=', id).where('secret_hash', '=', secret_hash)
        return Number((await same.executeTakeFirst()).numUpdatedRows) === 1
      }),

    deleteSession: id =>
      transact(async t => {
        await t.deleteFrom('sessions').where('id', '=', id).execute()
      }),

    deleteSessions: before =>
      transact(async t => {
        const over = t.deleteFrom('sessions').where('expires_at', '<', before)
        return Number((await over.executeTakeFirst()).numDeletedRows)
      }),
  }
}
