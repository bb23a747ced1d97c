import { z } from 'zod'
import * as field from '../wire/field.ts'

/** What holds for every row of a file that does not say otherwise. */
export const importOptions = z.strictObject({
  client_id: field.clientId.optional(),
  connection: field.connection.optional(),
  roles: field.roles.optional(),
  locale: field.locale.optional(),
  message: field.message.optional(),
  result_url: field.resultUrl.optional(),
  ttl_sec: field.ttlSeconds.optional(),
  inviter_name: field.inviterName.optional(),
  on_existing_user: field.onExistingUser.optional(),
  notify_inviter: field.notifyInviter.optional(),
})

export type ImportOptions = z.output<typeof importOptions>
