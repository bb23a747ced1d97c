import { createServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import {
  assertFreePorts,
  defaultPorts,
  findFreePorts,
  PortError,
  parsePorts,
} from '../../scripts/demo/ports.ts'

const open: { close(): unknown }[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

describe('ports of the demo', () => {
  it('are the documented ones when DEMO_PORTS is not set', () => {
    expect(parsePorts(undefined)).toEqual({
      service: 3000,
      portal: 3001,
      funnel: 3002,
      login: 4400,
      tenant: 4443,
    })
  })

  it('move one by one with DEMO_PORTS', () => {
    expect(parsePorts('service=3100, tenant=4543')).toEqual({ ...defaultPorts, service: 3100, tenant: 4543 })
  })

  it.each(['3100', 'service', 'service=0', 'service=70000', 'service=x', 'shop=3100', '__proto__=1'])(
    'are refused as %j, with the expected form',
    text => {
      expect(() => parsePorts(text)).toThrow(/service=…, portal=…, funnel=…, login=…, tenant=…/)
    },
  )

  it('are refused when two parts would share one', () => {
    expect(() => parsePorts('service=3001')).toThrow('Port 3001 has two uses')
  })

  it.each(['127.0.0.1', '0.0.0.0', '::'])(
    'are named when somebody listens at %s, with a way out',
    async host => {
      const ports = await findFreePorts()
      const server = createServer()
      await new Promise<void>(resolve => server.listen(ports.portal, host, resolve))
      open.push(server)
      const error = await assertFreePorts(ports).catch(cause => cause)
      expect(error).toBeInstanceOf(PortError)
      expect(error.message).toContain(`Port ${ports.portal} (the Portal) is taken.`)
      expect(error.message).toContain(`DEMO_PORTS=portal=${ports.portal + 100} npm run demo`)
    },
  )

  it('are free again after they were looked at', async () => {
    const ports = await findFreePorts()
    await assertFreePorts(ports)
    await assertFreePorts(ports)
  })
})
