import { GRANT_ANY_PERMISSION } from '../../../invitations/model/new-invitation.ts'
import { adminInvitationWords } from '../../../words/admin/invitation/words.ts'
import { adminTableWords } from '../../../words/admin/table/words.ts'
import type { TablePageProps } from './table-page.tsx'
import { isNarrowed, type TableState } from './table-state.ts'

/** Search and filters: a form that asks for the same page, so that its address says what is shown. */
export function TableFilters(props: TablePageProps) {
  const { admin, state, isBadSearch, roles, clients } = props
  const words = adminTableWords(admin.site.locale)
  const { field, status, delivery, kind } = adminInvitationWords(admin.site.locale)
  const whose = { mine: words.mine }
  return (
    <search aria-label={words.filters}>
      <form class="toolbar" method="get" action="/admin/invitations">
        <SearchField state={state} words={words} isBad={isBadSearch} />
        <Choice name="status" label={field.status} any={words.any} choices={status} chosen={state.status} />
        <Choice
          name="delivery"
          label={field.delivery}
          any={words.any}
          choices={delivery}
          chosen={state.delivery}
        />
        <Choice name="kind" label={field.kind} any={words.any} choices={kind} chosen={state.kind} />
        {roles.length > 0 && (
          <Choice
            name="role"
            label={field.roles}
            any={words.any}
            choices={toChoices(roles)}
            chosen={state.role}
          />
        )}
        {clients.length > 0 && (
          <Choice
            name="application"
            label={field.application}
            any={words.any}
            chosen={state.application}
            choices={Object.fromEntries(clients.map(({ clientId, name }) => [clientId, name]))}
          />
        )}
        {admin.caller.permissions.has(GRANT_ANY_PERMISSION) && (
          <Choice
            name="whose"
            label={field.inviter}
            any={words.everybodys}
            choices={whose}
            chosen={state.isMine ? 'mine' : undefined}
          />
        )}
        {state.parent && <input type="hidden" name="parent" value={state.parent} />}
        {state.sort !== 'created' && <input type="hidden" name="sort" value={state.sort} />}
        {state.order === 'oldest' && <input type="hidden" name="order" value="oldest" />}
        <button type="submit" class="button button-quiet">
          {words.apply}
        </button>
        {isNarrowed(state) && (
          <a class="button button-plain" href="/admin/invitations">
            {words.clear}
          </a>
        )}
      </form>
    </search>
  )
}

interface SearchFieldProps {
  state: TableState
  words: ReturnType<typeof adminTableWords>
  isBad: boolean
}

function SearchField({ state, words, isBad }: SearchFieldProps) {
  return (
    <div class={isBad ? 'field field-search field-wrong' : 'field field-search'}>
      <label for="q">{words.search}</label>
      {isBad && (
        <p class="error" id="q-error">
          {words.badAddress}
        </p>
      )}
      <input
        id="q"
        name="q"
        type="search"
        value={state.q}
        maxlength={320}
        autocomplete="off"
        placeholder={words.searchHint}
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
