import { expressionBuilder } from 'kysely'
import type { Address, Ledger } from './ledger.ts'
import { insertWork } from './outbox-queries.ts'
import type { Database } from './schema.ts'
import type { Engine } from './transact.ts'
import { workPriority } from './work-priority.ts'

type Queries = Pick<
  Ledger,
  'createInvitation' | 'findInvitation' | 'findLiveInvitation' | 'hasInvitationFor' | 'markSent'
>

/** Queries about invitations; what uses them up is in `redeem.ts`. */
export function invitationQueries({ db, transact }: Engine): Queries {
  return {
    createInvitation: (row, { mail }) =>
      transact(async t => {
        await t.insertInto('invitations').values(row).execute()
        if (!mail) return
        const { id: subject, generation, created_at } = row
        const priority = workPriority.invitation_mail
        const work = {
          kind: 'invitation_mail',
          subject,
          generation,
          priority,
          available_at: created_at,
        } as const
        await insertWork(t, work, created_at)
      }),

    findInvitation: id => db.selectFrom('invitations').selectAll().where('id', '=', id).executeTakeFirst(),

    findLiveInvitation: (address, now) =>
      db
        .selectFrom('invitations')
        .selectAll()
        .where(matching(address))
        .where('status', '=', 'pending')
        .where('expires_at', '>', now)
        .where('kind', '=', 'personal')
        .orderBy('expires_at', 'desc')
        .limit(1)
        .executeTakeFirst(),

    async hasInvitationFor(address) {
      const query = db.selectFrom('invitations').select('id').where(matching(address))
      return (await query.limit(1).executeTakeFirst()) !== undefined
    },

    markSent: (id, generation, now) =>
      transact(async t => {
        await t
          .updateTable('invitations')
          .set({ sent_at: now })
          .where('id', '=', id)
          .where('generation', '=', generation)
          .execute()
      }),
  }
}

/** Exactly this address: addresses are normalised before they come here and before they are stored. */
function matching(address: Address) {
  const is = expressionBuilder<Database, 'invitations'>()
  if ('email' in address) return is('invitee_email', '=', address.email)
  return is('invitee_phone_number', '=', address.phoneNumber)
}
