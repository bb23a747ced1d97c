import type { Command } from './command.ts'
import { admit } from './commands/admit.ts'
import { edit } from './commands/edit.ts'
import { erase } from './commands/erase.ts'
import { exportInvitations } from './commands/export.ts'
import { extend } from './commands/extend.ts'
import { importPeople } from './commands/import.ts'
import { invite } from './commands/invite.ts'
import { list } from './commands/list.ts'
import { refusedProfiles } from './commands/refused-profiles.ts'
import { revoke } from './commands/revoke.ts'
import { link, resend } from './commands/send-again.ts'
import { show } from './commands/show.ts'
import { whoami } from './commands/whoami.ts'

/** Every command, in the order in which help lists them. */
export const commands: readonly Command[] = [
  invite,
  importPeople,
  list,
  show,
  edit,
  resend,
  extend,
  link,
  revoke,
  erase,
  exportInvitations,
  admit,
  refusedProfiles,
  whoami,
]
