import { messagesFor } from '../../../messages/messages.ts'
import { errorOf, FieldError, toFieldProps } from './field-error.tsx'
import type { InvitePageProps } from './invite-page.tsx'

/** Which of the three kinds: each shows the fields it needs (admin.css), and all of them without that. */
export function KindChoice({ admin, form }: InvitePageProps) {
  const messages = messagesFor(admin.site.locale).invite
  return (
    <fieldset class="group">
      <legend>{messages.kind}</legend>
      <div class="cards">
        {(['personal', 'shared', 'domain'] as const).map(kind => (
          <ChoiceCard
            name="kind"
            value={kind}
            chosen={form.kind}
            title={messages.kinds[kind].name}
            text={messages.kinds[kind].text}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** Chooses between a mail and a link to hand out. */
export function DeliveryChoice({ admin, form }: InvitePageProps) {
  const messages = messagesFor(admin.site.locale).invite
  return (
    <fieldset class="group" data-for="personal">
      <legend>{messages.delivery}</legend>
      <div class="cards">
        <ChoiceCard
          name="delivery"
          value="mail"
          chosen={form.delivery}
          title={messages.byMail}
          text={messages.byMailText}
        />
        <ChoiceCard
          name="delivery"
          value="link"
          chosen={form.delivery}
          title={messages.byLink}
          text={messages.byLinkText}
        />
      </div>
    </fieldset>
  )
}

interface ChoiceCardProps {
  name: string
  value: string
  chosen: string
  title: string
  text: string
}

function ChoiceCard({ name, value, chosen, title, text }: ChoiceCardProps) {
  const id = `${name}-${value}`
  return (
    <div class="check choice-card">
      <input
        id={id}
        type="radio"
        name={name}
        value={value}
        checked={value === chosen}
        aria-describedby={`${id}-text`}
      />
      <div>
        <label for={id}>{title}</label>
        <p class="hint" id={`${id}-text`}>
          {text}
        </p>
      </div>
    </div>
  )
}

/** Whom it is for: addresses, or how many people, of which domain. */
export function RecipientFields(props: InvitePageProps) {
  const { fault } = props
  return (
    <>
      <AddressesField {...props} error={errorOf(fault, 'addresses')} />
      <DomainField {...props} error={errorOf(fault, 'domain')} />
      <UsesField {...props} error={errorOf(fault, 'max_uses')} />
    </>
  )
}

type FieldProps = InvitePageProps & { error: string | undefined }

function AddressesField({ admin, form, error }: FieldProps) {
  const messages = messagesFor(admin.site.locale).invite
  return (
    <div class={error ? 'field field-wrong' : 'field'} data-for="personal">
      <label for="addresses">{messages.addresses}</label>
      <p class="hint" id="addresses-hint">
        {messages.addressesHint}
      </p>
      <FieldError name="addresses" text={error} />
      <textarea
        {...toFieldProps('addresses', error, { hasHint: true })}
        rows={4}
        maxlength={100_000}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="none"
        data-chips="/admin/invitations/new/check"
        data-token={admin.formToken}
        data-remove={messages.remove('%')}
        data-checked={messages.checked(8_888, 9_999)}
      >
        {form.addresses}
      </textarea>
    </div>
  )
}

function DomainField({ admin, form, error }: FieldProps) {
  const messages = messagesFor(admin.site.locale).invite
  return (
    <div class={error ? 'field field-wrong' : 'field'} data-for="domain">
      <label for="domain">{messages.domain}</label>
      <p class="hint" id="domain-hint">
        {messages.domainHint}
      </p>
      <FieldError name="domain" text={error} />
      <input
        {...toFieldProps('domain', error, { hasHint: true })}
        value={form.domain}
        maxlength={253}
        spellcheck={false}
        autocomplete="off"
        autocapitalize="none"
      />
    </div>
  )
}

function UsesField({ admin, form, error }: FieldProps) {
  const messages = messagesFor(admin.site.locale).invite
  return (
    <div class={error ? 'field field-wrong' : 'field'} data-for="shared domain">
      <label for="max_uses">{messages.maxUses}</label>
      <FieldError name="max_uses" text={error} />
      <input {...toFieldProps('max_uses', error)} type="number" min={1} max={100_000} value={form.maxUses} />
    </div>
  )
}
