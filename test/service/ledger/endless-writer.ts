import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { invitationRow } from './ledger-rows.ts'

/** A process to be killed: stores invitations and says which of them were answered as stored. */
const [file = ''] = process.argv.slice(2)
const ledger = await openSqliteLedger(file)

async function write(): Promise<never> {
  for (;;) {
    const row = invitationRow()
    await ledger.createInvitation(row, { mail: true })
    process.stdout.write(`${row.id}\n`)
  }
}

await Promise.all(Array.from({ length: 8 }, write))
