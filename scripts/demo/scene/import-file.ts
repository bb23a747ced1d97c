import { setTimeout as delay } from 'node:timers/promises'
import type { ApiClient } from '../api-client.ts'
import { nameGuest } from './guests.ts'

const FIRST_GUEST = 450
const COUNT = 12

/** Imports a list as somebody's spreadsheet has it: most rows are good, some are not. */
export async function importList(api: ApiClient): Promise<void> {
  const good = Array.from({ length: COUNT }, (_, index) => {
    const { name, email } = nameGuest(FIRST_GUEST + index)
    return `${email},${index % 3 === 0 ? 'Editor' : 'Viewer'},${name}`
  })
  const bad = [
    'joan at studio.example,Viewer,Joan',
    `${good[2]}`,
    'mary@studio.example,Owner,Mary',
    ',Viewer,Nobody',
  ]
  const { status, body } = await api.importFile(['E-Mail,Role,Name', ...good, ...bad].join('\r\n'))
  if (status !== 201) throw new Error(`The list was not imported: ${JSON.stringify(body)}`)
  for (let waitedMs = 0; waitedMs < 10_000; waitedMs += 50) {
    const { status, rows } = (await api.readImport(body.id)).body
    if (status === 'finished' && rows?.sent === COUNT) return
    await delay(50)
  }
  throw new Error('The import of the demo did not end.')
}
