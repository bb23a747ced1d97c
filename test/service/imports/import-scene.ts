import type { ReadingChoices } from '../../../service/imports/file-reading.ts'
import type { ImportDeps } from '../../../service/imports/import-deps.ts'
import { previewImport } from '../../../service/imports/preview-import.ts'
import { readCsv } from '../../../service/imports/read-csv.ts'
import { readText } from '../../../service/imports/read-text.ts'
import { randomId } from '../../../service/invitations/model/random-id.ts'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import type { ImportRow } from '../../../service/ledger/schema/import-schema.ts'
import { defaultPolicy, type Limits } from '../../../service/policy/policy.ts'

/** Whoever uploads in the tests. */
export const owner = { id: 'auth0|ada', kind: 'person', name: 'Ada', permissions: new Set<string>() } as const

export const noLimits: Limits = {
  perInviterPerDay: null,
  perRecipientPerDay: null,
  perTenantPerDay: null,
  perIpPerHour: null,
}

/** What the use cases of imports need, with a tenant that has every role and a policy that allows everything. */
export function createImportDeps(ledger: Ledger, changes: Partial<ImportDeps> = {}): ImportDeps {
  return {
    ledger,
    catalog: { roleIds: async names => ({ ids: [...names], unknown: [] }), client: async () => undefined },
    guard: { assertMayCreate: async () => {}, isAllowedAddress: () => true },
    policy: { ...defaultPolicy, limits: noLimits },
    config: { resultUrlOrigins: [], mail: { ways: ['sendgrid'] } },
    seesExistence: () => true,
    now: Date.now,
    randomId,
    ...changes,
  }
}

/** Uploads a file of so many students. */
export function uploadStudents(deps: ImportDeps, count: number): Promise<ImportRow> {
  const lines = Array.from({ length: count }, (_, n) => `student${n}@school.example,Student\n`)
  return uploadPeople(deps, `email,role\n${lines.join('')}`)
}

/** Uploads a file. */
export function uploadPeople(deps: ImportDeps, csv: string): Promise<ImportRow> {
  async function* bytes() {
    yield Buffer.from(csv)
  }
  const file = {
    source: (choices: ReadingChoices) => readCsv(readText(bytes(), 2 ** 31), choices),
    name: 'people.csv',
    options: {},
    isDryRun: false,
    reading: { ignoresUnknown: false },
  }
  return previewImport(deps, file, owner)
}
