import { createServer } from 'node:net'

/** Where each part of the demo listens. */
export interface Ports {
  service: number
  portal: number
  funnel: number
  /** The tenant's custom domain (http): what browsers see, and the mailbox. */
  login: number
  /** The tenant's canonical domain (https): Management API and deployments. */
  tenant: number
}

export const defaultPorts: Ports = { service: 3000, portal: 3001, funnel: 3002, login: 4400, tenant: 4443 }

const partNames: Record<keyof Ports, string> = {
  service: 'the service',
  portal: 'the Portal',
  funnel: 'the Funnel',
  login: "the tenant's log-in pages",
  tenant: "the tenant's Management API",
}

/** A port that cannot be used, in words for a person. */
export class PortError extends Error {
  override readonly name = 'PortError'
}

/** Reads DEMO_PORTS, such as `service=3100,portal=3101`; parts that are not named keep theirs. Throws PortError. */
export function parsePorts(text: string | undefined): Ports {
  const ports = { ...defaultPorts }
  for (const entry of (text ?? '').split(',').map(part => part.trim())) {
    if (entry === '') continue
    const [name = '', value = ''] = entry.split('=').map(part => part.trim())
    const port = /^\d{1,5}$/.test(value) ? Number(value) : 0
    if (!isPart(name) || port < 1 || port > 65_535)
      throw new PortError(
        `DEMO_PORTS has "${entry}"; expected ${Object.keys(defaultPorts).join('=…, ')}=… with ports from 1 to 65535.`,
      )
    ports[name] = port
  }
  const values = Object.values(ports)
  const twice = values.find((port, index) => values.indexOf(port) !== index)
  if (twice) throw new PortError(`Port ${twice} has two uses; choose another with DEMO_PORTS.`)
  return ports
}

/** Throws PortError that names every port which is taken, and how to move it. */
export async function assertFreePorts(ports: Ports): Promise<void> {
  const taken: (keyof Ports)[] = []
  for (const name of Object.keys(ports).filter(isPart)) if (!(await isFree(ports[name]))) taken.push(name)
  if (taken.length === 0) return
  const complaints = taken.map(name => `Port ${ports[name]} (${partNames[name]}) is taken.`)
  const moved = taken.map(name => `${name}=${ports[name] + 100}`).join(',')
  throw new PortError(
    [...complaints, `Stop what listens there, or move it: DEMO_PORTS=${moved} npm run demo`].join('\n'),
  )
}

/** Finds free ports for a stack that nobody needs to remember. */
export async function findFreePorts(): Promise<Ports> {
  const servers = await Promise.all(Object.keys(defaultPorts).map(() => listen(0)))
  const numbers = servers.map(server => {
    const address = server?.address()
    return typeof address === 'object' && address ? address.port : 0
  })
  await Promise.all(servers.map(server => new Promise(resolve => server?.close(resolve))))
  const [service = 0, portal = 0, funnel = 0, login = 0, tenant = 0] = numbers
  return { service, portal, funnel, login, tenant }
}

/** Both families and any address: whoever holds one of them would answer some of our requests. */
async function isFree(port: number): Promise<boolean> {
  for (const host of ['127.0.0.1', '::1', undefined]) {
    const server = await listen(port, host)
    if (!server) return false
    await new Promise(resolve => server.close(resolve))
  }
  return true
}

/** A listening server; null when the port is taken. A host that this machine does not have counts as free. */
async function listen(port: number, host?: string) {
  const server = createServer()
  const failure = await new Promise<NodeJS.ErrnoException | null>(resolve => {
    server.once('error', resolve)
    server.listen({ port, ...(host ? { host } : {}), exclusive: true }, () => resolve(null))
  })
  return failure && failure.code !== 'EADDRNOTAVAIL' && failure.code !== 'EAFNOSUPPORT' ? null : server
}

function isPart(name: string): name is keyof Ports {
  return Object.hasOwn(defaultPorts, name)
}
