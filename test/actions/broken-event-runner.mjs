// Runs under Node 22, as the Actions do: loads the bundles the way Auth0 does, then takes one job per line, breaks the
// event as the job says, and answers with what the handler asked of `api`. Plain JavaScript, and nothing of the project.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

globalThis.fetch = () => Promise.reject(new Error('there is no service'))
const require = createRequire(import.meta.url)
const silent = { log: () => undefined }
const bundles = new Map()

function loadBundle(file) {
  const known = bundles.get(file)
  if (known) return known
  const bundle = { exports: {} }
  new Function('module', 'exports', 'require', 'console', readFileSync(file, 'utf8'))(
    bundle,
    bundle.exports,
    require,
    silent,
  )
  bundles.set(file, bundle.exports)
  return bundle.exports
}

const strange = {
  function: () => undefined,
  symbol: Symbol('strange'),
  bigint: 1n,
  nan: Number.NaN,
  infinity: Number.POSITIVE_INFINITY,
  revoked: (() => {
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    return proxy
  })(),
}

/** Takes out, replaces or traps the part at `path`, if that can be reached; the empty path is the event itself. */
function breakAt(event, { path, how, value }) {
  const names = path === '' ? [] : path.split('.')
  if (names.length === 0) return how === 'absent' ? undefined : how === 'strange' ? strange[value] : value
  const last = names.pop()
  let parent = event
  for (const name of names) {
    if (Object.getOwnPropertyDescriptor(parent, name)?.get) return event
    parent = parent[name] ??= {}
  }
  const trap = () => {
    throw new Error('secret detail of a getter')
  }
  const part = how === 'throws' ? { get: trap } : { value: how === 'strange' ? strange[value] : value }
  if (how === 'absent') delete parent[last]
  else Object.defineProperty(parent, last, { ...part, enumerable: true, configurable: true })
  return event
}

/** The same content without prototypes, and nothing of it can be changed. */
function harden(value) {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return Object.freeze(value.map(harden))
  const entries = Object.entries(value).map(([name, part]) => [name, harden(part)])
  return Object.freeze(Object.assign(Object.create(null), Object.fromEntries(entries)))
}

function createApi(calls, canRedirect) {
  const record =
    method =>
    (...args) => {
      calls.push({ method, args: JSON.parse(JSON.stringify(args)) })
    }
  return {
    access: { deny: record('access.deny') },
    accessToken: { setCustomClaim: record('accessToken.setCustomClaim') },
    idToken: { setCustomClaim: record('idToken.setCustomClaim') },
    redirect: { canRedirect: () => canRedirect, sendUserTo: record('redirect.sendUserTo') },
    transaction: { setMetadata: record('transaction.setMetadata') },
    user: {
      setAppMetadata: record('user.setAppMetadata'),
      setUserMetadata: record('user.setUserMetadata'),
    },
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const { file, handler, event, broken = [], hardened } = JSON.parse(line)
  const calls = []
  let thrown = null
  try {
    const whole = hardened ? harden(event) : event
    await loadBundle(file)[handler](broken.reduce(breakAt, whole), createApi(calls, true))
  } catch (error) {
    thrown = String(error)
  }
  process.stdout.write(`${JSON.stringify({ calls, thrown })}\n`)
}
