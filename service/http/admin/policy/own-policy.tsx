import type { Locale } from '../../../../contract/locale.ts'
import type { PolicyView } from '../../../policy/describe-policy.ts'
import type { Policy } from '../../../policy/policy.ts'
import { policyWords } from '../../../words/admin/policy/words.ts'
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
  const words = policyWords(locale)
  const { span } = createFormats(locale)
  const { maxTtlSeconds, coolDownSeconds } = policy
  return (
    <section class="panel" aria-labelledby="yours">
      <h2 id="yours">{words.yours}</h2>
      <dl class="facts facts-columns">
        <div>
          <dt>{words.roles}</dt>
          <dd>
            <NameList names={view.grantableRoles} all={words.everyRole} none={words.noRole} />
          </dd>
        </div>
        <div>
          <dt>{words.metadata}</dt>
          <dd>
            <NameList names={view.metadataKeys} all={words.everyKey} none={words.noKey} />
          </dd>
        </div>
        <div>
          <dt>{words.personalTtl}</dt>
          <dd>{span(maxTtlSeconds.personal * 1000)}</dd>
        </div>
        <div>
          <dt>{words.sharedTtl}</dt>
          <dd>{span(maxTtlSeconds.shared * 1000)}</dd>
        </div>
        <div>
          <dt>{words.coolDown}</dt>
          <dd>{span(coolDownSeconds * 1000)}</dd>
        </div>
        <div>
          <dt>{words.existence}</dt>
          <dd>{view.seesExistence ? words.existenceYes : words.existenceNo}</dd>
        </div>
      </dl>
      <h3>{words.limits}</h3>
      {view.limits.length === 0 ? <p>{words.noLimits}</p> : <Limits limits={view.limits} locale={locale} />}
    </section>
  )
}

function Limits({ limits, locale }: { limits: PolicyView['limits']; locale: Locale }) {
  const words = policyWords(locale)
  const { count } = createFormats(locale)
  const instant = instantOf(locale)
  return (
    <dl class="facts facts-columns">
      {limits.map(({ name, limit, left, endsAt }) => (
        <div>
          <dt>{words.limitNames[name]}</dt>
          <dd>
            <meter
              class="meter"
              min="0"
              max={limit}
              value={left}
              low={limit * 0.1}
              optimum={limit}
              aria-label={words.limitNames[name]}
            >
              {count(left)}
            </meter>{' '}
            {words.leftOf(count(left), count(limit))}
            <br />
            <span class="quiet">
              {words.renewed}: <time datetime={new Date(endsAt).toISOString()}>{instant(endsAt)}</time>
            </span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
