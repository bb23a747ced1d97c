import nock from 'nock'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { refusalsOf } from '../../../../service/http/api/openapi/describe-responses.ts'
import { operations } from '../../../../service/http/api/operations.ts'
import { referenceStylesheetPath } from '../../../../service/http/assets/assets.ts'
import { startTestService, type TestService } from '../test-service.ts'

let service: TestService
let page: Response
let html: string

beforeEach(async () => {
  service = await startTestService({ ORGANIZATION_NAME: '<b>Acme</b>' })
  page = await service.app.request('/api')
  html = await page.text()
})
afterEach(async () => {
  await service.close()
  nock.cleanAll()
  nock.enableNetConnect()
})

/** The part of the page that is about one operation. */
function sectionOf(id: string): string {
  const start = html.indexOf(`<section class="operation" id="${id}"`)
  expect(start).toBeGreaterThan(0)
  return html.slice(start, html.indexOf('</section>', start))
}

describe('the page of the API', () => {
  test('runs nothing and asks nobody else for anything', () => {
    expect(page.status).toBe(200)
    expect(page.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(html).not.toMatch(/<script|<style|style=|<img|<iframe|\son\w+=/)
    const loaded = [...html.matchAll(/<link[^>]* href="([^"]+)"/g)].map(([, href]) => href)
    expect(loaded).toEqual([referenceStylesheetPath, 'data:,'])
  })

  test('is one document with a language, a title, one heading, one main part and one list of operations', () => {
    expect(html).toMatch(/^<!doctype html><html lang="en">/)
    for (const once of [/<title>/g, /<h1/g, /<main/g, /<nav/g]) expect(html.match(once)).toHaveLength(1)
    // A name that somebody else chose is text.
    expect(html).not.toContain('<b>')
  })

  test('lists every operation, and each entry leads to its section', () => {
    const targets = [...html.matchAll(/<a href="#(\w+)">/g)].map(([, id]) => id)
    const ids = [...operations.map(({ id }) => id), 'receiveInvitationEvent']
    expect(targets.sort()).toEqual(ids.sort())
    for (const id of ids) expect(html.split(` id="${id}"`)).toHaveLength(2)
  })

  test('leads to the document for programs', () => {
    expect(html).toContain('<a href="/openapi.json">')
  })
})

describe.each(operations.map(operation => [operation.id, operation] as const))('%s', (id, operation) => {
  test('has its address, permissions, fields, errors and a command to try it', () => {
    const section = sectionOf(id)
    expect(section).toContain(`<code>${operation.path}</code>`)
    for (const permission of operation.permissions) expect(section).toContain(`<code>${permission}</code>`)
    const fields = [operation.parameters, operation.query, operation.body].flatMap(schema =>
      schema ? Object.keys(schema.shape) : [],
    )
    for (const field of fields) expect(section).toContain(`<code>${field}</code>`)
    for (const code of refusalsOf(operation)) expect(section).toContain(`<code>${code}</code>`)
    expect(section).toMatch(/curl (-X (POST|PATCH|DELETE) )?&#39;https:\/\/guestlist\.example\/api\//)
    expect(section).toContain('$TOKEN')
  })
})

test('says what webhooks bring, and how they are signed', () => {
  const section = sectionOf('receiveInvitationEvent')
  for (const name of ['webhook-id', 'webhook-signature', 'type', 'data', 'external_id', 'user_id', 'account'])
    expect(section).toContain(`<code>${name}</code>`)
})

test('its stylesheet may be kept for ever and loads nothing', async () => {
  const answer = await service.app.request(referenceStylesheetPath)
  expect(answer.headers.get('cache-control')).toContain('immutable')
  expect(await answer.text()).not.toMatch(/url\(|@import/)
})
