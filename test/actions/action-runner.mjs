// Runs under Node 22, as the Actions do: loads a bundle the way Auth0 does, calls one handler and prints what it asked
// of `api`. Plain JavaScript, and nothing of the project is imported: what the bundle lacks must be missing here.
import { readFileSync } from 'node:fs'
import { createRequire, isBuiltin } from 'node:module'

const job = JSON.parse(readFileSync(0, 'utf8'))
const calls = []
const output = []
let fetches = 0

const realFetch = globalThis.fetch
globalThis.fetch = (...args) => {
  fetches += 1
  return realFetch(...args)
}

const record =
  method =>
  (...args) => {
    calls.push({ method, args: JSON.parse(JSON.stringify(args)) })
    if (job.failing?.includes(method)) throw new Error(`secret detail of ${method}`)
  }

const api = {
  access: { deny: record('access.deny') },
  user: {
    setAppMetadata: record('user.setAppMetadata'),
    setUserMetadata: record('user.setUserMetadata'),
  },
}
if (job.handler !== 'onExecutePreUserRegistration') {
  api.accessToken = { setCustomClaim: record('accessToken.setCustomClaim') }
  api.idToken = { setCustomClaim: record('idToken.setCustomClaim') }
  api.redirect = { canRedirect: () => job.canRedirect, sendUserTo: record('redirect.sendUserTo') }
  api.transaction = { setMetadata: record('transaction.setMetadata') }
}

const builtins = createRequire(import.meta.url)
const require = name => {
  if (!isBuiltin(name)) throw new Error(`no module ${name}`)
  return builtins(name)
}
const log = (...parts) => output.push(parts.join(' '))
const bundle = { exports: {} }
const load = new Function('module', 'exports', 'require', 'console', readFileSync(job.file, 'utf8'))
load(bundle, bundle.exports, require, { log, info: log, warn: log, error: log })
await bundle.exports[job.handler](job.event, api)
process.stdout.write(JSON.stringify({ calls, output, fetches, handlers: Object.keys(bundle.exports) }))
