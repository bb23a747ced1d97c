import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { limitBody, limitForm } from '../../../service/http/limit-body.ts'

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

describe('S66 a limited form', () => {
  const forms = new Hono()
    .use(limitForm({ maxSize: 1_000, maxFields: 3 }))
    .post('/', async c => c.json(await c.req.parseBody({ all: true })))
  const send = (
    body: string | ReadableStream,
    type: string | undefined = 'application/x-www-form-urlencoded',
  ) =>
    forms.request('/', {
      method: 'POST',
      body,
      headers: { 'content-type': type },
      duplex: 'half',
    } as RequestInit)

  test('S66 is read by its handler, however it came', async () => {
    for (const body of ['a=1&b=%26&a=3', stream('a=1&b=%26&a=3')])
      expect(await (await send(body)).json()).toEqual({ a: ['1', '3'], b: '&' })
  })

  test.each([
    ['more fields', 'a=1&a=2&a=3&a=4'],
    ['more fields that are empty', '&&&'],
    ['more bytes', `a=${'x'.repeat(1_000)}`],
  ])('S66 is refused for %s, however it came', async (_, body) => {
    expect((await send(body)).status).toBe(413)
    expect((await send(stream(body))).status).toBe(413)
    expect((await send(body, 'Application/X-WWW-Form-URLencoded; charset=utf-8')).status).toBe(413)
  })

  test.each(['multipart/form-data; boundary=x', 'Multipart/Mixed; boundary=x', 'multipart/form-data'])(
    'S66 is none as %s',
    async type => {
      const body = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n'
      expect((await send(body, type)).status).toBe(415)
    },
  )

  test('S66 is not looked for in a request without a form', async () => {
    expect((await send('&&&&&&', 'text/plain')).status).toBe(200)
  })

  test('S66 is read once, where two areas look at it', async () => {
    const both = new Hono()
      .use(limitForm({ maxSize: 1_000, maxFields: 3 }))
      .use(limitForm({ maxSize: 1_000, maxFields: 3 }))
      .post('/', async c => c.json(await c.req.parseBody()))
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    const init = { method: 'POST', headers, body: stream('a=1'), duplex: 'half' } as RequestInit
    expect(await (await both.request('/', init)).json()).toEqual({ a: '1' })
  })
})
