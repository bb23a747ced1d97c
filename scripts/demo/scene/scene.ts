import type { TenantState } from '../../../local-tenant/state/state.ts'
import { createKeys } from '../../../service/base/keys.ts'
import { openSqliteLedger } from '../../../service/ledger/sqlite-ledger.ts'
import { createApiClient } from '../api-client.ts'
import type { DeployedTenant } from '../deployed-tenant.ts'
import type { Stack } from '../stack.ts'
import { credentialsOf } from '../tenant-client.ts'
import type { Urls } from '../urls.ts'
import { importList } from './import-file.ts'
import { createPastLedger } from './past-ledger.ts'
import { planPastLinks } from './past-links.ts'
import { addCast, describePersonas, type Persona } from './personas.ts'
import { makePresentLinks } from './present-links.ts'
import type { ReadyLink } from './ready-link.ts'
import { finishWork, type History, writeHistory } from './write-history.ts'

/** What a visitor of the demo finds: who to be, and links in every state. */
export interface DemoScene {
  readonly personas: readonly Persona[]
  readonly links: readonly ReadyLink[]
}

/** A scene whose present is still missing, and the tenant with everybody who has joined. */
export interface PastScene extends DemoScene {
  readonly state: TenantState
}

/** Writes the past into an empty ledger, while no service has it open. */
export async function writePast(
  deployed: DeployedTenant,
  { urls, ledgerFile, now }: { urls: Urls; ledgerFile: string; now: number },
): Promise<PastScene> {
  const state = structuredClone(deployed.state)
  const cast = addCast(state, deployed.administrator.email, now)
  const { clientId } = credentialsOf(state, 'Guestlist')
  const keys = await createKeys(toKeyTexts(deployed.keys))
  // No endpoint hears of the past.
  const ledger = await openSqliteLedger(ledgerFile)
  try {
    const person = ({ user_id: id, name = '' }: { user_id: string; name?: string }) =>
      ({ id, name, kind: 'person', permissions: new Set<string>() }) as const
    const hr = { id: `${credentialsOf(state, 'Guestlist API client').clientId}@clients`, name: 'HR system' }
    const history: History = {
      ledger,
      past: createPastLedger(ledger, clientId),
      state,
      now,
      clientId: credentialsOf(state, 'Portal').clientId,
      inviters: {
        ada: person(cast.ada),
        ines: person(cast.ines),
        tomas: person(cast.tomas),
        hr: { ...hr, kind: 'client', permissions: new Set() },
      },
    }
    const linkScope = { issuer: urls.service, audience: new URL(urls.tenant).host }
    const pastLinks = planPastLinks(history, { linkKey: keys.link.signing, linkScope }, cast.mei)
    await writeHistory(history, pastLinks.steps)
    await finishWork(history)
    return { state, personas: describePersonas(deployed, cast, urls), links: await pastLinks.describe() }
  } finally {
    await ledger.close()
  }
}

/** Adds what is true now, through the running service. */
export async function addPresent(
  stack: Pick<Stack, 'api' | 'urls' | 'application'>,
  past: DemoScene,
): Promise<DemoScene> {
  // The messages that people look for come last, so that they are first in the mailbox.
  await importList(createApiClient(stack))
  const present = await makePresentLinks(stack)
  return { personas: past.personas, links: [...present, ...past.links] }
}

function toKeyTexts(keys: DeployedTenant['keys']) {
  const text = (signing: string) => ({ signing, verification: undefined })
  return { linkKeys: text(keys.LINK_SIGNING_KEY), handoffKeys: text(keys.HANDOFF_SIGNING_KEY) }
}
