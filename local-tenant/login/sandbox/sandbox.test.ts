import { afterEach, describe, expect, it } from 'vitest'
import { type ActionCode, type ActionTask, createSandbox } from './sandbox.ts'

const sandbox = createSandbox()
afterEach(() => sandbox.close())

function action(code: string, more: Partial<ActionCode> = {}): ActionCode {
  return { actionId: 'act', name: 'An Action', versionId: 'v1', code, ...more }
}

function task(more: Partial<ActionTask> = {}): ActionTask {
  return {
    handler: 'onExecutePostLogin',
    event: {
      user: { user_id: 'auth0|1' },
      request: { ip: '127.0.0.1', query: {}, body: {} },
      transaction: { metadata: {} },
    },
    cache: {},
    redirect: { allowed: true, issuerHost: 'tenant.test', state: 'the state' },
    ...more,
  }
}

/** What an Action's body returns, through its output. */
async function evaluate(body: string, more: Partial<ActionTask> = {}) {
  const code = `exports.${more.handler ?? 'onExecutePostLogin'} = async (event, api) => {
    const result = await (async () => { ${body} })()
    console.log(JSON.stringify(result))
  }`
  const result = await sandbox.run(action(code), task(more), 5000)
  if (result.error !== undefined) throw new Error(result.error)
  return JSON.parse(result.output)
}

describe('the sandbox of Actions', () => {
  it('shows the Action no environment variable', async () => {
    expect(await evaluate('return process.env')).toEqual({})
  })

  it("has Node's modules and no others, and global fetch", async () => {
    expect(
      await evaluate(
        `return [typeof require('node:crypto').createHmac, typeof require('crypto'), typeof fetch]`,
      ),
    ).toEqual(['function', 'object', 'function'])
    await expect(evaluate(`require('jose')`)).rejects.toThrow("Cannot find module 'jose'")
  })

  it('takes module.exports as esbuild writes it', async () => {
    const code = `module.exports = { onExecutePostLogin: async (event, api) => api.access.deny('no') }`
    const result = await sandbox.run(action(code), task(), 5000)
    expect(result.calls).toEqual([{ method: 'access.deny', args: ['no'] }])
  })

  it('does nothing of what a failing Action asked for, and says why it failed', async () => {
    const code = `exports.onExecutePostLogin = async (event, api) => {
      api.user.setAppMetadata('a', 1); throw new Error('broken') }`
    expect(await sandbox.run(action(code), task(), 5000)).toMatchObject({ calls: [], error: 'broken' })
  })

  it.each([
    ['cannot be parsed', 'exports. = 1', 'Unexpected token'],
    ['exports no handler', 'exports.other = 1', 'exports no onExecutePostLogin'],
    ['ends its process', 'process.exit(0)', 'ended its process'],
  ])('reports an Action that %s', async (_, code, message) => {
    const { error } = await sandbox.run(action(code), task(), 5000)
    expect(error).toContain(message)
  })

  it('stops an endless loop, and runs the Action again afterwards', async () => {
    const code = `exports.onExecutePostLogin = async event => { while (event.loop) {} console.log('fine') }`
    const endless = task({ event: { ...task().event, loop: true } })
    expect((await sandbox.run(action(code), endless, 100)).error).toContain('did not finish in time')
    expect((await sandbox.run(action(code), task(), 5000)).output).toBe('fine')
  })

  it('stops an Action that waits for ever', async () => {
    const code = `exports.onExecutePostLogin = () => new Promise(() => setInterval(() => {}, 1000))`
    expect((await sandbox.run(action(code), task(), 100)).error).toContain('did not finish in time')
  })

  it('ends an Action that takes too much memory, and nothing else', async () => {
    const code = `exports.onExecutePostLogin = async () => { const all = []; for (;;) all.push(new Array(1e6).fill(1.5)) }`
    expect((await sandbox.run(action(code), task(), 20_000)).error).toContain('memory')
  })

  it('reuses the state of a module, and begins anew with a new version', async () => {
    const code = `let count = 0; exports.onExecutePostLogin = async () => console.log(++count)`
    const outputs = []
    for (const versionId of ['v1', 'v1', 'v2']) {
      outputs.push((await sandbox.run(action(code, { versionId }), task(), 5000)).output)
    }
    expect(outputs).toEqual(['1', '2', '1'])
  })

  it('runs many executions at once without mixing up their output', async () => {
    const code = `exports.onExecutePostLogin = async event => {
      await new Promise(done => setTimeout(done, 20)); console.log(event.number) }`
    const numbers = Array.from({ length: 30 }, (_, number) => number)
    const run = (number: number) =>
      sandbox.run(action(code), task({ event: { ...task().event, number } }), 5000)
    const results = await Promise.all(numbers.map(run))
    expect(results.map(result => Number(result.output))).toEqual(numbers)
  })
})

describe('the api object', () => {
  it('answers itself, so that calls can be chained', async () => {
    const code = `exports.onExecutePostLogin = async (event, api) =>
      api.idToken.setCustomClaim('a', 1).user.setAppMetadata('b', { c: 2 })`
    const { calls } = await sandbox.run(action(code), task(), 5000)
    expect(calls).toEqual([
      { method: 'idToken.setCustomClaim', args: ['a', 1] },
      { method: 'user.setAppMetadata', args: ['b', { c: 2 }] },
    ])
  })

  it('of Pre-User-Registration has what is documented for it and no more', async () => {
    const handler = 'onExecutePreUserRegistration'
    const found = await evaluate(
      `return Object.fromEntries(Object.entries(api).map(([area, methods]) => [area, Object.keys(methods)]))`,
      { handler, event: { user: {} } },
    )
    expect(found).toEqual({
      access: ['deny'],
      validation: ['error'],
      user: ['setAppMetadata', 'setUserMetadata'],
      cache: ['get', 'set', 'delete'],
    })
  })

  it('records custom methods only when a redirect came back', async () => {
    expect(await evaluate('return typeof api.authentication.recordMethod')).toBe('undefined')
    const handler = 'onContinuePostLogin'
    expect(await evaluate('return typeof api.authentication.recordMethod', { handler })).toBe('function')
  })

  it('fails loudly for what is documented but not built', async () => {
    await expect(evaluate(`api.multifactor.enable('any')`)).rejects.toThrow('not built into the local tenant')
  })
})

describe('transaction metadata', () => {
  it('is seen at once, takes text, numbers and booleans, and null removes it', async () => {
    const result = await evaluate(`
      for (const [key, value] of [['a', 'text'], ['b', 1], ['c', true], ['d', 'gone'], ['d', null]])
        api.transaction.setMetadata(key, value)
      return event.transaction.metadata`)
    expect(result).toEqual({ a: 'text', b: 1, c: true })
  })

  it.each([
    ['an object', `'a', {}`, 'string, number or boolean'],
    ['an unsafe number', `'a', 2 ** 53`, 'unsafe'],
    ['a key of 65 characters', `'a'.repeat(65), 1`, '64 characters'],
    ['a value over 8 KB', `'a', 'x'.repeat(8193)`, '8 KB'],
  ])('refuses %s', async (_, args, message) => {
    await expect(evaluate(`api.transaction.setMetadata(${args})`)).rejects.toThrow(message)
  })

  it('holds 16 KB in all', async () => {
    const fill = `for (const key of ['a', 'b']) api.transaction.setMetadata(key, 'x'.repeat(8100))`
    expect(Object.keys(await evaluate(`${fill}; return event.transaction.metadata`))).toEqual(['a', 'b'])
    await expect(evaluate(`${fill}; api.transaction.setMetadata('c', 'x'.repeat(300))`)).rejects.toThrow(
      '16 KB',
    )
  })
})

describe('the cache', () => {
  it('gives back what was set, until its time is over or it is deleted', async () => {
    const result = await evaluate(`
      api.cache.set('short', 'x', { ttl: -1 }); api.cache.set('gone', 'x'); api.cache.delete('gone')
      api.cache.set('kept', 'value', { ttl: 60000 })
      return ['short', 'gone', 'kept'].map(key => api.cache.get(key)?.value ?? null)`)
    expect(result).toEqual([null, null, 'value'])
  })

  it('keeps values for 15 minutes unless told otherwise, and for a day at most', async () => {
    const [usual, longest] = await evaluate(`
      const now = Date.now(), left = record => Math.round((record.expires_at - now) / 60000)
      return [api.cache.set('a', 'x'), api.cache.set('b', 'x', { ttl: 9e9 })].map(({ record }) => left(record))`)
    expect([usual, longest]).toEqual([15, 1440])
  })

  it.each([
    ['a key over 64 bytes', `'k'.repeat(65), 'v'`, 'CacheKeySizeExceeded'],
    ['a value over 4 kB', `'k', 'v'.repeat(4097)`, 'CacheValueSizeExceeded'],
  ])('refuses %s', async (_, args, code) => {
    expect(await evaluate(`return api.cache.set(${args}).code`)).toBe(code)
  })

  it('holds 20 entries and 8 kB', async () => {
    const many = `Array.from({ length: 21 }, (_, i) => api.cache.set('k' + i, 'v').type).at(-1)`
    const big = `[1, 2].map(i => api.cache.set('big' + i, 'v'.repeat(4090)).type).at(-1)`
    expect(await evaluate(`return ${many}`)).toBe('error')
    expect(await evaluate(`api.cache.set('k', 'v'.repeat(100)); return ${big}`)).toBe('error')
  })
})

describe('redirect tokens', () => {
  const claims = `JSON.parse(Buffer.from(token.split('.')[1], 'base64url'))`

  it('carry the payload, who it is about and 15 minutes to live', async () => {
    const payload = await evaluate(`
      const token = api.redirect.encodeToken({ secret: 's', payload: { colour: 'blue' } }); return ${claims}`)
    expect(payload).toMatchObject({ colour: 'blue', sub: 'auth0|1', iss: 'tenant.test', ip: '127.0.0.1' })
    expect(payload.exp - payload.iat).toBe(900)
  })

  const validate = (options: string, secret = 's') => `
    const token = api.redirect.encodeToken({ secret: 's', ${options} })
    event.request.query.session_token = token
    return api.redirect.validateToken({ secret: '${secret}' }).state`

  it('come back when signature, time and state are right', async () => {
    expect(await evaluate(validate(`payload: { state: 'the state' }`))).toBe('the state')
  })

  it.each([
    ['another secret', validate(`payload: { state: 'the state' }`, 'other'), 'invalid signature'],
    ['another state', validate(`payload: { state: 'other' }`), 'state does not match'],
    ['its time over', validate(`payload: { state: 'the state' }, expiresInSeconds: -1`), 'expired'],
    ['no token at all', `api.redirect.validateToken({ secret: 's' })`, 'no parameter'],
  ])('are refused with %s', async (_, body, message) => {
    await expect(evaluate(body)).rejects.toThrow(message)
  })
})
