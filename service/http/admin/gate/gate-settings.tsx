import type { Child } from 'hono/jsx'
import type { Gate } from '../../../../contract/gate.ts'
import type { Locale } from '../../../../contract/locale.ts'
import { type GateWords, gateWords } from '../../../words/admin/gate/words.ts'
import { instantOf } from '../instant-of.ts'

/** What the gate lets pass, setting by setting. */
export function GateSettings({ gate, locale }: { gate: Gate; locale: Locale }) {
  const words = gateWords(locale)
  const { exceptions, proof, trustedOrganizations, admitByAddress, entryByAddress } = gate
  const list = (names: readonly string[]) => <Names names={names} none={words.none} />
  const allowed = (isAllowed: boolean) => (isAllowed ? words.yes : words.no)
  const facts: [string, Child][] = [
    [
      words.since,
      <>
        <time datetime={gate.since}>{instantOf(locale)(Date.parse(gate.since))}</time>
        <br />
        <span class="quiet">{words.sinceNote}</span>
      </>,
    ],
    [words.pardoned, list(toPardons(gate, words, locale))],
    [words.applications, list(exceptions.applications)],
    [words.clientMetadata, list([exceptions.clientMetadata])],
    [words.connections, list(exceptions.connections)],
    [words.organizations, list(trustedOrganizations)],
    [words.social, list(toRules(proof.social))],
    [words.enterprise, list(toRules(proof.enterprise))],
    [words.admitByAddress, allowed(admitByAddress)],
    [words.entryByAddress, allowed(entryByAddress)],
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

function toPardons({ pardoned }: Gate, words: GateWords, locale: Locale): string[] {
  const { before, users } = pardoned
  const all = before === null ? [] : [words.pardonedBefore(instantOf(locale)(Date.parse(before)))]
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
