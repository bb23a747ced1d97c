import { systemClock } from '../../service/base/clock.ts'
import { createLog } from '../../service/base/log.ts'
import { openPostgresLedger } from '../../service/ledger/postgres-ledger.ts'
import { openSqliteLedger } from '../../service/ledger/sqlite-ledger.ts'
import { createSendgridMailer } from '../../service/mail/sendgrid-mailer.ts'
import { createManagementApi } from '../../service/management/auth0-management-api.ts'
import { createProcess } from './fault-world.ts'

/** A process to be killed: does the work of a ledger, with the real clients of SendGrid and Auth0, until it is. */
const [place = '', sendgridUrl = '', auth0Url = '', domain = '', clientId = '', clientSecret = ''] =
  process.argv.slice(2)
const ledger = await (place.startsWith('postgres:') ? openPostgresLedger(place) : openSqliteLedger(place))
const { worker } = await createProcess(ledger, {
  clock: systemClock,
  mailer: createSendgridMailer({ apiKey: 'SG.x', baseUrl: sendgridUrl, from: 'Acme <a@acme.example>' }),
  management: createManagementApi({
    domain,
    clientId,
    clientSecret,
    clock: systemClock,
    requestsPerSecond: 100,
    shared: ledger.requestPace,
    log: createLog(() => {}),
    fetch: (input, init) => fetch(String(input).replace(`https://${domain}`, auth0Url), init),
  }),
})
worker.start()
