import { randomBytes } from 'node:crypto'
import type { Urls } from '../urls.ts'

/** Where the demo hears of events, below the Portal's address. */
export const receiverPaths = { crm: '/demo/webhooks/crm', oldCrm: '/demo/webhooks/old-crm' } as const

/** What the service has in the demo beyond the settings that everything else runs with. */
export function toSceneEnvironment({ portal }: Urls): Record<string, string> {
  const secret = () => `whsec_${randomBytes(32).toString('base64')}`
  const endpoints = [
    { id: 'crm', url: `${portal}${receiverPaths.crm}`, secret: secret() },
    // Nobody is there any more: what was given up can be looked at, too.
    {
      id: 'old-crm',
      url: `${portal}${receiverPaths.oldCrm}`,
      secret: secret(),
      events: ['invitation.revoked'],
    },
  ]
  return { WEBHOOKS: JSON.stringify(endpoints) }
}
