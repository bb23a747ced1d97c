import { describeLedger } from './ledger-contract.ts'
import { openTemporaryPostgresLedger } from './temporary-postgres-ledger.ts'

describeLedger('PostgreSQL', openTemporaryPostgresLedger)
