import http from 'node:http'
import { syncBuiltinESMExports } from 'node:module'

/** Makes the patience of the process's server so many times shorter, so that nobody waits for minutes to see its end. */
const factor = Number(process.env.TIME_LAPSE)
/** What Node has where nothing else is said (https://nodejs.org/api/http.html#httpcreateserveroptions-requestlistener). */
const defaults = { headersTimeout: 60_000, requestTimeout: 300_000, connectionsCheckingInterval: 30_000 }
const { createServer } = http
http.createServer = (options, listener) => {
  const shorter = { ...options }
  for (const [name, value] of Object.entries(defaults)) shorter[name] = (options[name] ?? value) / factor
  const server = createServer(shorter, listener)
  const setTimeout = server.setTimeout.bind(server)
  server.setTimeout = timeoutMs => setTimeout(timeoutMs / factor)
  return server
}
syncBuiltinESMExports()
