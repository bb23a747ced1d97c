import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { limitBody } from '../../../service/http/limit-body.ts'

const app = new Hono().use(limitBody({ maxSize: 10 })).all('/', async c => c.text(await c.req.text()))
const post = (body: string | ReadableStream, headers: Record<string, string> = {}) =>
  app.request('/', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)
const stream = (text: string) => new Blob([text]).stream()

describe('a limited body', () => {
  test('is passed on whether or not its length was announced', async () => {
    expect(await (await post('0123456789', { 'content-length': '10' })).text()).toBe('0123456789')
    expect(await (await post(stream('0123456789'))).text()).toBe('0123456789')
    expect((await app.request('/')).status).toBe(200)
  })

  test('is refused by its announced length before any of it is read', async () => {
    let wasRead = false
    const noteRead = () => {
      wasRead = true
    }
    const untouched = new ReadableStream({ pull: noteRead }, { highWaterMark: 0 })
    expect((await post(untouched, { 'content-length': '11' })).status).toBe(413)
    expect(wasRead).toBe(false)
  })

  test.each([
    ['no length', {}],
    ['a length beside a transfer encoding', { 'content-length': '1', 'transfer-encoding': 'chunked' }],
    ['a length that is no number', { 'content-length': 'many' }],
  ])('is refused when it is too large behind %s', async (_, headers) => {
    expect((await post(stream('0123456789a'), headers as Record<string, string>)).status).toBe(413)
  })
})
