import type { Ports } from './ports.ts'

/** Where things are while the demo runs. */
export interface Urls {
  service: string
  portal: string
  funnel: string
  /** The tenant's custom domain: what browsers see. */
  login: string
  /** The tenant's canonical domain. */
  tenant: string
  mailbox: string
}

/** Addresses that follow from the ports. */
export function toUrls(ports: Ports): Urls {
  const login = `http://localhost:${ports.login}`
  return {
    service: `http://localhost:${ports.service}`,
    portal: `http://localhost:${ports.portal}`,
    funnel: `http://localhost:${ports.funnel}`,
    login,
    tenant: `https://localhost:${ports.tenant}`,
    mailbox: `${login}/mailbox`,
  }
}
