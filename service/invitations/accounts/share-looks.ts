import type { ManagementApi } from '../../management/management-api.ts'

type Lookup = Pick<ManagementApi, 'findUsersByEmail'>

/**
 * Creates the look at accounts of one service: who asks about an address while somebody is asking gets the same answer,
 * or the same ManagementError. A thousand presses of one button at once make one request.
 */
export function shareLooks(management: Lookup): Lookup {
  const underWay = new Map<string, ReturnType<Lookup['findUsersByEmail']>>()
  return {
    findUsersByEmail(email, options) {
      const shared = underWay.get(email)
      if (shared) return shared
      const look = management.findUsersByEmail(email, options).finally(() => underWay.delete(email))
      underWay.set(email, look)
      return look
    },
  }
}
