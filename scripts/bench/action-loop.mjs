// Runs under Node 22, as the Actions do: loads a bundle as Auth0 does, times that, then logs an ordinary user in again
// and again. Plain JavaScript, and nothing of the project is imported: what the bundle lacks must be missing here.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { file, event, handler, rounds } = JSON.parse(readFileSync(0, 'utf8'))
const code = readFileSync(file, 'utf8')
let fetches = 0
globalThis.fetch = () => {
  fetches += 1
  throw new Error('an ordinary login needs no network')
}
const nothing = () => undefined
const api = {
  access: { deny: () => process.exit(2) },
  accessToken: { setCustomClaim: nothing },
  idToken: { setCustomClaim: nothing },
  redirect: { canRedirect: () => true, sendUserTo: () => process.exit(3) },
  transaction: { setMetadata: nothing },
  user: { setAppMetadata: nothing, setUserMetadata: nothing },
}

const loadedAt = process.hrtime.bigint()
const bundle = { exports: {} }
const load = new Function('module', 'exports', 'require', 'console', code)
load(bundle, bundle.exports, createRequire(import.meta.url), console)
await bundle.exports[handler](event, api)
const coldUs = Number(process.hrtime.bigint() - loadedAt) / 1000

const times = new Float64Array(rounds)
for (let round = 0; round < rounds; round++) {
  const startedAt = process.hrtime.bigint()
  await bundle.exports[handler](event, api)
  times[round] = Number(process.hrtime.bigint() - startedAt) / 1000
}
times.sort()

const bare = new Float64Array(rounds)
const nobody = async () => undefined
for (let round = 0; round < rounds; round++) {
  const startedAt = process.hrtime.bigint()
  await nobody(event, api)
  bare[round] = Number(process.hrtime.bigint() - startedAt) / 1000
}
bare.sort()
const middle = Math.floor(rounds / 2)
process.stdout.write(
  JSON.stringify({ medianUs: times[middle], bareUs: bare[middle], coldMs: coldUs / 1000, fetches }),
)
