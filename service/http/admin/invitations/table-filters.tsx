import { GRANT_ANY_PERMISSION } from '../../../invitations/model/new-invitation.ts'
import { type Messages, messagesFor } from '../../../messages/messages.ts'
import type { TablePageProps } from './table-page.tsx'
import { isNarrowed, type TableState } from './table-state.ts'

/** Search and filters: a form that asks for the same page, so that its address says what is shown. */
export function TableFilters(props: TablePageProps) {
  const { admin, state, isBadSearch, roles, clients } = props
  const messages = messagesFor(admin.site.locale).table
  const { field, status, delivery, kind } = messagesFor(admin.site.locale).invitation
  const whose = { mine: messages.mine }
  return (
    <search aria-label={messages.filters}>
      <form class="toolbar" method="get" action="/admin/invitations">
        <SearchField state={state} messages={messages} isBad={isBadSearch} />
        <Choice
          name="status"
          label={field.status}
          any={messages.any}
          choices={status}
          chosen={state.status}
        />
        <Choice
          name="delivery"
          label={field.delivery}
          any={messages.any}
          choices={delivery}
          chosen={state.delivery}
        />
        <Choice name="kind" label={field.kind} any={messages.any} choices={kind} chosen={state.kind} />
        {roles.length > 0 && (
          <Choice
            name="role"
            label={field.roles}
            any={messages.any}
            choices={toChoices(roles)}
            chosen={state.role}
          />
        )}
        {clients.length > 0 && (
          <Choice
            name="application"
            label={field.application}
            any={messages.any}
            chosen={state.application}
            choices={Object.fromEntries(clients.map(({ clientId, name }) => [clientId, name]))}
          />
        )}
        {admin.caller.permissions.has(GRANT_ANY_PERMISSION) && (
          <Choice
            name="whose"
            label={field.inviter}
            any={messages.everybodys}
            choices={whose}
            chosen={state.isMine ? 'mine' : undefined}
          />
        )}
        {state.parent && <input type="hidden" name="parent" value={state.parent} />}
        {state.sort !== 'created' && <input type="hidden" name="sort" value={state.sort} />}
        {state.order === 'oldest' && <input type="hidden" name="order" value="oldest" />}
        <button type="submit" class="button button-quiet">
          {messages.apply}
        </button>
        {isNarrowed(state) && (
          <a class="button button-plain" href="/admin/invitations">
            {messages.clear}
          </a>
        )}
      </form>
    </search>
  )
}

interface SearchFieldProps {
  state: TableState
  messages: Messages['table']
  isBad: boolean
}

function SearchField({ state, messages, isBad }: SearchFieldProps) {
  return (
    <div class={isBad ? 'field field-search field-wrong' : 'field field-search'}>
      <label for="q">{messages.search}</label>
      {isBad && (
        <p class="error" id="q-error">
          {messages.badAddress}
        </p>
      )}
      <input
        id="q"
        name="q"
        type="search"
        value={state.q}
        maxlength={320}
        autocomplete="off"
        placeholder={messages.searchHint}
        autofocus={isBad}
        aria-invalid={isBad ? 'true' : undefined}
        aria-describedby={isBad ? 'q-error' : undefined}
      />
    </div>
  )
}

interface ChoiceProps {
  name: string
  label: string
  any: string
  choices: Readonly<Record<string, string>>
  chosen: string | undefined
}

function Choice({ name, label, any, choices, chosen }: ChoiceProps) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} name={name} data-submits>
        <option value="">{any}</option>
        {Object.entries(choices).map(([value, text]) => (
          <option value={value} selected={value === chosen}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

function toChoices(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map(name => [name, name]))
}
