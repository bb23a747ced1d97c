import { type Messages, messagesFor } from '../../../messages/messages.ts'
import type { InvitationJson } from '../../../wire/invitation-schema.ts'
import type { Site } from '../../pages/site.ts'

const statusTones = {
  pending: 'accent',
  accepted: 'good',
  declined: 'caution',
  revoked: '',
  expired: 'caution',
}
const deliveryTones = {
  queued: 'accent',
  sent: 'good',
  deferred: 'accent',
  delivered: 'good',
  bounced: 'bad',
  complained: 'bad',
  failed: 'bad',
  handed_out: '',
}

interface BadgeProps {
  site: Site
  invitation: InvitationJson
}

/** What has become of an invitation, in a word. */
export function StatusBadge({ site, invitation: { status } }: BadgeProps) {
  return <Badge tone={statusTones[status]} text={messagesFor(site.locale).invitation.status[status]} />
}

/** What has become of its mail, in a word. */
export function DeliveryBadge({ site, invitation }: BadgeProps) {
  const messages = messagesFor(site.locale).invitation
  if (invitation.delivered_by_client) return <Badge tone="" text={messages.byClient} />
  const delivery = toDelivery(invitation)
  return <Badge tone={deliveryTones[delivery]} text={messages.delivery[delivery]} />
}

function Badge({ tone, text }: { tone: string; text: string }) {
  return <span class={tone ? `badge badge-${tone}` : 'badge'}>{text}</span>
}

function toDelivery({
  send_invitation_email,
  delivery_status,
  status,
}: InvitationJson): keyof Messages['invitation']['delivery'] {
  if (!send_invitation_email) return 'handed_out'
  // What was over before its mail went out waits for nothing any more.
  return delivery_status === 'queued' && status !== 'pending' ? 'failed' : (delivery_status ?? 'queued')
}
