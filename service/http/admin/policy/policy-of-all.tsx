import type { Locale } from '../../../../contract/locale.ts'
import type { DomainRule } from '../../../policy/domain-rule.ts'
import type { Policy } from '../../../policy/policy.ts'
import { type PolicyWords, policyWords } from '../../../words/admin/policy/words.ts'
import { createFormats } from '../../charts/formats.ts'
import { NameList } from './name-list.tsx'

interface PolicyOfAllProps {
  policy: Policy
  locale: Locale
}

/** The policy file as it is in force: for administrators. */
export function PolicyOfAll({ policy, locale }: PolicyOfAllProps) {
  const words = policyWords(locale)
  const { count } = createFormats(locale)
  const { limits, presses } = policy
  const { limitNames: sent, pressNames: pressed } = words
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
      <h2 id="everybody">{words.everybody}</h2>
      <p class="quiet">{words.file}</p>
      <dl class="facts facts-columns">
        <div>
          <dt>{words.allowedDomains}</dt>
          <dd>
            <NameList
              names={policy.allowedDomains?.map(describeDomainRule) ?? null}
              all={words.all}
              none={words.none}
            />
          </dd>
        </div>
        <div>
          <dt>{words.blockedDomains}</dt>
          <dd>
            <NameList
              names={policy.blockedDomains.map(describeDomainRule)}
              all={words.all}
              none={words.none}
            />
          </dd>
        </div>
        {rows.map(([name, limit]) => (
          <div>
            <dt>{name}</dt>
            <dd>{limit === null ? words.unlimited : count(limit)}</dd>
          </div>
        ))}
      </dl>
      <h3>{words.byRole}</h3>
      {policy.roles.size === 0 ? <p>{words.noRoles}</p> : <RoleTable policy={policy} words={words} />}
    </section>
  )
}

function RoleTable({ policy, words }: { policy: Policy; words: PolicyWords }) {
  const list = (names: readonly string[]) => <NameList names={names} all={words.all} none={words.none} />
  return (
    <section class="table-frame" aria-label={words.byRole}>
      <table class="table table-cards">
        <thead>
          <tr>
            <th scope="col">{words.whoever}</th>
            <th scope="col">{words.mayGrant}</th>
            <th scope="col">{words.mayGive}</th>
            <th scope="col">{words.mayOverwrite}</th>
          </tr>
        </thead>
        <tbody>
          {[...policy.roles].map(([who, role]) => (
            <tr>
              <th scope="row">
                {who.startsWith('client:') ? words.client(who.slice('client:'.length)) : who}
              </th>
              <td data-label={words.mayGrant}>{list(role.grantableRoles)}</td>
              <td data-label={words.mayGive}>{list(role.metadataKeys)}</td>
              <td data-label={words.mayOverwrite}>{list(role.overwriteMetadataKeys)}</td>
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
