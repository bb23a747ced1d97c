import { generateKeyPair } from 'jose'
import { systemClock } from '../../../service/base/clock.ts'
import { createLog } from '../../../service/base/log.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { createWorker } from '../../../service/work/worker.ts'
import { createImportJobs } from './import-jobs.ts'
import { createImportDeps } from './import-scene.ts'

/** A process to be killed: works at the imports of a ledger, until it is. */
const [file = '', mailUrl = ''] = process.argv.slice(2)
const ledger = await openSqliteLedger(file)
const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
const jobs = createImportJobs(createImportDeps(ledger), { key: privateKey, mailUrl })
createWorker({ ledger, clock: systemClock, log: createLog(() => {}), jobs }).start()
