import type { Child } from 'hono/jsx'
import type { Gate } from '../../../../contract/gate.ts'
import type { Locale } from '../../../../contract/locale.ts'
import { type Messages, messagesFor } from '../../../messages/messages.ts'
import { instantOf } from '../instant-of.ts'

/** What the gate lets pass, setting by setting. */
export function GateSettings({ gate, locale }: { gate: Gate; locale: Locale }) {
  const messages = messagesFor(locale).gate
  const { exceptions, proof, trustedOrganizations, admitByAddress, entryByAddress } = gate
  const list = (names: readonly string[]) => <Names names={names} none={messages.none} />
  const allowed = (isAllowed: boolean) => (isAllowed ? messages.yes : messages.no)
  const facts: [string, Child][] = [
    [
      messages.since,
      <>
        <time datetime={gate.since}>{instantOf(locale)(Date.parse(gate.since))}</time>
        <br />
        <span class="quiet">{messages.sinceNote}</span>
      </>,
    ],
    [messages.pardoned, list(toPardons(gate, messages, locale))],
    [messages.applications, list(exceptions.applications)],
    [messages.clientMetadata, list([exceptions.clientMetadata])],
    [messages.connections, list(exceptions.connections)],
    [messages.organizations, list(trustedOrganizations)],
    [messages.social, list(toRules(proof.social))],
    [messages.enterprise, list(toRules(proof.enterprise))],
    [messages.admitByAddress, allowed(admitByAddress)],
    [messages.entryByAddress, allowed(entryByAddress)],
  ]
  return (
    <dl class="facts facts-columns">
      {facts.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function toPardons({ pardoned }: Gate, messages: Messages['gate'], locale: Locale): string[] {
  const { before, users } = pardoned
  const all = before === null ? [] : [messages.pardonedBefore(instantOf(locale)(Date.parse(before)))]
  return [...all, ...users]
}

function toRules(rules: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(rules).map(([connection, domains]) => `${connection}: ${domains.join(', ')}`)
}

function Names({ names, none }: { names: readonly string[]; none: string }) {
  if (names.length === 0) return <span class="quiet">{none}</span>
  return (
    <ul class="tags">
      {names.map(name => (
        <li>{name}</li>
      ))}
    </ul>
  )
}
