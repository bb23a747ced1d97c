import type { Locale } from '../../../../contract/locale.ts'
import { type Messages, messagesFor } from '../../../messages/messages.ts'
import type { DomainRule } from '../../../policy/domain-rule.ts'
import type { Policy } from '../../../policy/policy.ts'
import { createFormats } from '../../charts/formats.ts'
import { NameList } from './name-list.tsx'

interface PolicyOfAllProps {
  policy: Policy
  locale: Locale
}

/** The policy file as it is in force: for administrators. */
export function PolicyOfAll({ policy, locale }: PolicyOfAllProps) {
  const messages = messagesFor(locale).policy
  const { count } = createFormats(locale)
  const { limits, presses } = policy
  const { limitNames: sent, pressNames: pressed } = messages
  const rows = [
    [sent.per_inviter_per_day, limits.perInviterPerDay],
    [sent.per_recipient_per_day, limits.perRecipientPerDay],
    [sent.per_tenant_per_day, limits.perTenantPerDay],
    [sent.per_ip_per_hour, limits.perIpPerHour],
    [pressed.perInvitationPerHour, presses.perInvitationPerHour],
    [pressed.perInvitationAndIpPerHour, presses.perInvitationAndIpPerHour],
    [pressed.perLinkPerHour, presses.perLinkPerHour],
    [pressed.perLinkAndIpPerHour, presses.perLinkAndIpPerHour],
    [pressed.perIpPerMinute, presses.perIpPerMinute],
    [pressed.wrongCodesPerIpPerHour, presses.wrongCodesPerIpPerHour],
  ] as const
  return (
    <section class="panel" aria-labelledby="everybody">
      <h2 id="everybody">{messages.everybody}</h2>
      <p class="quiet">{messages.file}</p>
      <dl class="facts facts-columns">
        <div>
          <dt>{messages.allowedDomains}</dt>
          <dd>
            <NameList
              names={policy.allowedDomains?.map(describeDomainRule) ?? null}
              all={messages.all}
              none={messages.none}
            />
          </dd>
        </div>
        <div>
          <dt>{messages.blockedDomains}</dt>
          <dd>
            <NameList
              names={policy.blockedDomains.map(describeDomainRule)}
              all={messages.all}
              none={messages.none}
            />
          </dd>
        </div>
        {rows.map(([name, limit]) => (
          <div>
            <dt>{name}</dt>
            <dd>{limit === null ? messages.unlimited : count(limit)}</dd>
          </div>
        ))}
      </dl>
      <h3>{messages.byRole}</h3>
      {policy.roles.size === 0 ? (
        <p>{messages.noRoles}</p>
      ) : (
        <RoleTable policy={policy} messages={messages} />
      )}
    </section>
  )
}

function RoleTable({ policy, messages }: { policy: Policy; messages: Messages['policy'] }) {
  const list = (names: readonly string[]) => (
    <NameList names={names} all={messages.all} none={messages.none} />
  )
  return (
    <section class="table-frame" aria-label={messages.byRole}>
      <table class="table table-cards">
        <thead>
          <tr>
            <th scope="col">{messages.whoever}</th>
            <th scope="col">{messages.mayGrant}</th>
            <th scope="col">{messages.mayGive}</th>
            <th scope="col">{messages.mayOverwrite}</th>
          </tr>
        </thead>
        <tbody>
          {[...policy.roles].map(([who, role]) => (
            <tr>
              <th scope="row">
                {who.startsWith('client:') ? messages.client(who.slice('client:'.length)) : who}
              </th>
              <td data-label={messages.mayGrant}>{list(role.grantableRoles)}</td>
              <td data-label={messages.mayGive}>{list(role.metadataKeys)}</td>
              <td data-label={messages.mayOverwrite}>{list(role.overwriteMetadataKeys)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function describeDomainRule(rule: DomainRule): string {
  return rule.isWildcard ? `*.${rule.host}` : rule.host
}
