import type { Invitation } from '../../invitations/model/invitation.ts'
import { isAllowedResultUrl } from '../../invitations/model/result-url.ts'
import type { TenantClient } from '../../management/management-api.ts'

interface Destinations {
  readonly resultUrlOrigins: readonly string[]
  readonly welcomeUrl: string
}

/**
 * Where an invitation leads: its `result_url`, else the application's own address, else the welcome page. The origin of
 * a `result_url` is checked again here, because the list may have changed since it was accepted.
 */
export function decideDestination(
  invitation: Pick<Invitation, 'resultUrl'>,
  client: TenantClient | undefined,
  { resultUrlOrigins, welcomeUrl }: Destinations,
): string {
  const { resultUrl } = invitation
  if (resultUrl && isAllowedResultUrl(resultUrl, resultUrlOrigins)) return resultUrl
  const ofClient = [client?.clientMetadata.guestlist_url, client?.initiateLoginUri]
  return ofClient.find(isWebAddress) ?? welcomeUrl
}

/** fail closed: a link on our page is never `javascript:` or the like, whoever wrote it. */
function isWebAddress(text: string | undefined): text is string {
  return text !== undefined && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
