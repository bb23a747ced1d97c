import { messagesFor } from '../../../messages/messages.ts'
import type { Policy } from '../../../policy/policy.ts'
import type { Site } from '../../pages/site.ts'
import { listLifetimes } from './lifetimes.ts'

interface LifetimeFieldProps {
  site: Site
  policy: Pick<Policy, 'maxTtlSeconds'>
  kind: 'personal' | 'shared' | 'domain'
  /** What choosing nothing means. */
  unchanged: string
}

/** How long an invitation that is there is to be valid from now. */
export function LifetimeField({ site, policy, kind, unchanged }: LifetimeFieldProps) {
  const { personal, shared } = policy.maxTtlSeconds
  return (
    <div class="field">
      <label for="ttl">{messagesFor(site.locale).invitation.moreTime}</label>
      <select id="ttl" name="ttl">
        <option value="">{unchanged}</option>
        {listLifetimes(site, kind === 'personal' ? personal : shared).map(({ seconds, label }) => (
          <option value={String(seconds)}>{label}</option>
        ))}
      </select>
    </div>
  )
}
