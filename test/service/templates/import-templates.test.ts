import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { confirmImport } from '../../../service/imports/confirm-import.ts'
import { bindImportDeps } from '../../../service/runtime/bind-imports.ts'
import { bindWork } from '../../../service/runtime/bind-work.ts'
import { parseConfig } from '../../../service/runtime/config.ts'
import { createParts } from '../../../service/runtime/parts.ts'
import { createWorker } from '../../../service/work/worker.ts'
import { owner, uploadPeople } from '../imports/import-scene.ts'
import { type MailServer, startMailServer } from '../imports/mail-server.ts'
import { createMemoryManagement } from '../management/memory-management.ts'
import { makeEnvironment } from '../test-environment.ts'

let mail: MailServer
let folder: string
beforeAll(async () => {
  mail = await startMailServer()
})
afterAll(() => mail.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guestlist-templates-'))
  mail.requests.length = 0
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Imports two people with these templates in the operator's folder; what each of them would read. */
async function importWith(templates: Record<string, string>) {
  for (const [name, source] of Object.entries(templates)) writeFileSync(join(folder, name), source)
  const config = await parseConfig({
    ...(await makeEnvironment()),
    TEMPLATES_DIR: folder,
    SENDGRID_BASE_URL: mail.url.replace('127.0.0.1', 'localhost'),
  })
  const parts = await createParts(config, { management: createMemoryManagement(), writeLog: () => {} })
  const { clock, ledger, log } = parts
  const worker = createWorker({ ledger, clock, log, ...bindWork(config, parts) })
  const deps = bindImportDeps(config, parts)
  const { id } = await uploadPeople(deps, 'email\nann@school.example\n"o\'brien@school.example"\n')
  await confirmImport(deps, id, owner)
  await worker.drain()
  await ledger.close()
  return mail.requests.flatMap(({ content = [], subject, personalizations }) =>
    personalizations.map(({ to, substitutions = {} }) => {
      const fill = (text = '') =>
        Object.entries(substitutions).reduce((filled, [tag, own]) => filled.replaceAll(tag, () => own), text)
      const part = (type: string) => fill(content.find(one => one.type === type)?.value)
      return { to: to[0]?.email, subject, html: part('text/html'), text: part('text/plain') }
    }),
  )
}

const link = /https:\/\/guestlist\.example\/i\/[\w-]+\.[\w-]+\.[\w-]+/

describe('the messages of an import', () => {
  test('are written with the templates of the operator, in one request for all of them', async () => {
    const messages = await importWith({
      'mail-invitation.subject.liquid': '{{ inviter }} wants you at {{ place }}',
      'mail-invitation.html.liquid': '<p>Dear {{ invitee }}</p><a href="{{ link }}">Come</a>',
      'mail-invitation.text.liquid': 'Dear {{ invitee }}, come: {{ link }}',
    })
    expect(mail.requests).toHaveLength(1)
    expect(messages.map(({ to }) => to)).toEqual(['ann@school.example', "o'brien@school.example"])
    for (const { to, subject, html, text } of messages) {
      expect(subject).toBe('Ada wants you at Acme')
      const [own = ''] = link.exec(text) ?? []
      expect(text).toBe(`Dear ${to}, come: ${own}`)
      expect(html).toBe(`<p>Dear ${to?.replace("'", '&#39;')}</p><a href="${own}">Come</a>`)
    }
    expect(new Set(messages.map(({ text }) => link.exec(text)?.[0])).size).toBe(2)
  })

  test('go out one by one where a template does with an address what cannot be replaced afterwards', async () => {
    const messages = await importWith({
      'mail-invitation.text.liquid': '{{ invitee | upcase }}: {{ link }}',
    })
    expect(mail.requests).toHaveLength(2)
    expect(messages.map(({ text }) => text.split(': ')[0]).sort()).toEqual([
      'ANN@SCHOOL.EXAMPLE',
      "O'BRIEN@SCHOOL.EXAMPLE",
    ])
  })
})
