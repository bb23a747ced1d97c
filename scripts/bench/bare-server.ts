// What HTTP alone costs on this machine: reads each request to its end and answers with nothing in particular.
import { createServer } from 'node:http'

const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    response.setHeader('content-type', 'application/json')
    response.end('{}')
  })
})
server.listen(Number(process.env.PORT), '127.0.0.1')
process.once('SIGINT', () => process.exit(0))
