import type { Identifier } from '../../identities.ts'
import type { Connection } from '../../state.ts'
import { type Attribute, attributesOf } from '../attributes.ts'
import { type Entry, loginField } from './entry.ts'
import type { Labels } from './labels.ts'
import type { Screen } from './screens.ts'

interface FieldsProps {
  connection: Connection
  screen: Screen
  entry: Entry
  text: Labels
}

/** The fields in which people say who they are: one to log in, one for each attribute to sign up. */
export function IdentifierFields({ connection, screen, entry, text }: FieldsProps) {
  const attributes = attributesOf(connection)
  if (screen.purpose === 'login') {
    const name = loginField(connection)
    const allowed = attributes.filter(({ isIdentifier }) => isIdentifier)
    const label = labelFor(allowed, text)
    const type = allowed.length === 1 ? typeOf(name) : 'text'
    return <Field name={name} label={label} type={type} value={entry.identifier ?? ''} isRequired isFirst />
  }
  const asked = attributes.filter(({ signUp }) => signUp !== 'inactive')
  return (
    <>
      {asked.map(({ name, signUp }, index) => {
        const isRequired = signUp === 'required'
        const label = isRequired ? labelOf(name, text) : `${labelOf(name, text)} (${text.optional})`
        const value = entry[name] ?? ''
        return (
          <Field
            name={name}
            label={label}
            type={typeOf(name)}
            value={value}
            isRequired={isRequired}
            isFirst={index === 0}
          />
        )
      })}
    </>
  )
}

interface FieldProps {
  name: string
  label: string
  type: string
  value: string
  isRequired: boolean
  isFirst: boolean
}

function Field({ name, label, type, value, isRequired, isFirst }: FieldProps) {
  return (
    <label>
      {label}
      <input
        type={type}
        name={name}
        value={value}
        required={isRequired}
        autofocus={isFirst}
        autocomplete={isFirst ? 'username' : 'off'}
      />
    </label>
  )
}

/** The texts of the `login-id` screen (…/universal-login/customize-text-elements). */
function labelFor(allowed: Attribute[], text: Labels): string {
  const has = (name: Identifier) => allowed.some(attribute => attribute.name === name)
  if (has('email') && has('phone_number') && has('username')) return text.phoneUsernameOrEmail
  if (has('email') && has('phone_number')) return text.phoneOrEmail
  if (has('phone_number') && has('username')) return text.phoneOrUsername
  if (has('email') && has('username')) return text.usernameOrEmail
  return labelOf(allowed[0]?.name ?? 'email', text)
}

function labelOf(name: Identifier, text: Labels): string {
  return { email: text.email, phone_number: text.phone, username: text.username }[name]
}

function typeOf(name: Identifier): string {
  return { email: 'email', phone_number: 'tel', username: 'text' }[name]
}
