import { type Identifier, identifiers } from '../../identities.ts'
import type { Connection } from '../../state.ts'
import { attributesOf, identifierFrom, type KnownBy } from '../attributes.ts'
import { identificationOf } from '../database-signup.ts'
import type { LoginTransaction } from '../login-transaction.ts'
import type { Screen } from './screens.ts'

/** What somebody typed of themselves, as typed, by the name of the form's field. */
export type Entry = Partial<Record<Identifier | 'identifier', string>>

/** Name of the log-in screen's one field: of the attribute it asks for, `username` where it may be one of several. */
export function loginField(connection: Connection): Identifier {
  const allowed = attributesOf(connection).filter(({ isIdentifier }) => isIdentifier)
  return allowed.length === 1 && allowed[0] ? allowed[0].name : 'username'
}

/** The entry of a form; on a screen that asks for nothing, that of the screen before. */
export function entryOf(
  connection: Connection,
  transaction: LoginTransaction,
  screen: Screen,
  body: Record<string, string>,
): Entry {
  const { entry = {}, invitation } = transaction
  // "The user ID is set to the email address associated with the user and cannot be changed."
  if (invitation) return { identifier: invitation.email, email: invitation.email }
  if (!screen.asksIdentifier) return entry
  if (screen.purpose === 'login') return { identifier: (body[loginField(connection)] ?? '').trim() }
  const asked = identifiers.filter(name => body[name] !== undefined)
  return Object.fromEntries(asked.map(name => [name, (body[name] ?? '').trim()]))
}

/** Whom an entry means, in the connection's spelling; of a log-in entry the one attribute it is. */
export function identificationFrom(connection: Connection, entry: Entry): KnownBy {
  const { identifier, ...typed } = entry
  if (identifier === undefined) return identificationOf(connection, typed)
  const [name, value] = identifierFrom(connection, identifier) ?? []
  return name === undefined ? {} : { [name]: value }
}

/** What the fields hold before anything is typed: what was typed on another screen, else the application's hint. */
export function entryToShow(connection: Connection, transaction: LoginTransaction): Entry {
  const { entry, request, invitation } = transaction
  const text = invitation?.email ?? entry?.identifier ?? request.loginHint
  const [name] = (text !== undefined && identifierFrom(connection, text)) || []
  return { ...(text === undefined ? {} : { identifier: text, [name ?? 'email']: text }), ...entry }
}
