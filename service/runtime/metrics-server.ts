import { createServer, type Server } from 'node:http'
import type { Metrics } from './metrics.ts'

/** Creates the server that Prometheus asks: a port of its own, so that nobody outside is let to it by mistake. */
export function createMetricsServer(metrics: Metrics): Server {
  return createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end()
    metrics.read().then(
      text => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(503).end(),
    )
  })
}
