import { openLedger } from '../../../service/runtime/parts.ts'

/** A process to be killed: brings a ledger up to date, and says so if it comes that far. */
const [place = ''] = process.argv.slice(2)
const isUrl = place.startsWith('postgres:')
await openLedger(
  isUrl ? { engine: 'postgres', url: place, poolSize: 1 } : { engine: 'sqlite', file: place },
  { subscriptions: [] },
)
process.stdout.write('done\n')
