import type { Locale } from '../../../../contract/locale.ts'
import { messagesFor } from '../../../messages/messages.ts'
import type { PolicyView } from '../../../policy/describe-policy.ts'
import type { Policy } from '../../../policy/policy.ts'
import { createFormats } from '../../charts/formats.ts'
import { instantOf } from '../instant-of.ts'
import { NameList } from './name-list.tsx'

interface OwnPolicyProps {
  view: PolicyView
  policy: Policy
  locale: Locale
}

/** What one person may grant, for how long, and how often they may still send. */
export function OwnPolicy({ view, policy, locale }: OwnPolicyProps) {
  const messages = messagesFor(locale).policy
  const { span } = createFormats(locale)
  const { maxTtlSeconds, coolDownSeconds } = policy
  return (
    <section class="panel" aria-labelledby="yours">
      <h2 id="yours">{messages.yours}</h2>
      <dl class="facts facts-columns">
        <div>
          <dt>{messages.roles}</dt>
          <dd>
            <NameList names={view.grantableRoles} all={messages.everyRole} none={messages.noRole} />
          </dd>
        </div>
        <div>
          <dt>{messages.metadata}</dt>
          <dd>
            <NameList names={view.metadataKeys} all={messages.everyKey} none={messages.noKey} />
          </dd>
        </div>
        <div>
          <dt>{messages.personalTtl}</dt>
          <dd>{span(maxTtlSeconds.personal * 1000)}</dd>
        </div>
        <div>
          <dt>{messages.sharedTtl}</dt>
          <dd>{span(maxTtlSeconds.shared * 1000)}</dd>
        </div>
        <div>
          <dt>{messages.coolDown}</dt>
          <dd>{span(coolDownSeconds * 1000)}</dd>
        </div>
        <div>
          <dt>{messages.existence}</dt>
          <dd>{view.seesExistence ? messages.existenceYes : messages.existenceNo}</dd>
        </div>
      </dl>
      <h3>{messages.limits}</h3>
      {view.limits.length === 0 ? (
        <p>{messages.noLimits}</p>
      ) : (
        <Limits limits={view.limits} locale={locale} />
      )}
    </section>
  )
}

function Limits({ limits, locale }: { limits: PolicyView['limits']; locale: Locale }) {
  const messages = messagesFor(locale).policy
  const { count } = createFormats(locale)
  const instant = instantOf(locale)
  return (
    <dl class="facts facts-columns">
      {limits.map(({ name, limit, left, endsAt }) => (
        <div>
          <dt>{messages.limitNames[name]}</dt>
          <dd>
            <meter
              class="meter"
              min="0"
              max={limit}
              value={left}
              low={limit * 0.1}
              optimum={limit}
              aria-label={messages.limitNames[name]}
            >
              {count(left)}
            </meter>{' '}
            {messages.leftOf(count(left), count(limit))}
            <br />
            <span class="quiet">
              {messages.renewed}: <time datetime={new Date(endsAt).toISOString()}>{instant(endsAt)}</time>
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
