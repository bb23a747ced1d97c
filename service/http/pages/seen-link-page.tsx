import { messagesFor } from '../../messages/messages.ts'
import { templateOverrideOf } from '../../templates/page-templates.ts'
import { InvitationCard, type InvitationFacts, toTemplateFacts } from './invitation-card.tsx'
import { MessagePage, type PageAction } from './message-page.tsx'
import { Emphasised, strong } from './parts/emphasised.tsx'
import { Field } from './parts/field.tsx'
import type { Site } from './site.ts'

interface SeenLinkProps {
  site: Site
  /** Masked: whoever holds this link may be anybody. */
  address: string
  /** Names the link on this page in its forms, and no other link of the invitation; sealed. */
  handle: string
}

/**
 * An invitation behind a link that somebody was shown. It cannot be accepted from here: the button sends its message to
 * the invited address, and the code of that message goes on in this window.
 */
export function SeenLinkPage({ site, facts, address, handle }: SeenLinkProps & { facts: InvitationFacts }) {
  const { seen: messages, invitation } = messagesFor(site.locale).invitee
  const form = (
    <>
      <form method="post" action="/i/send">
        <input type="hidden" name="invitation" value={handle} />
        <button type="submit" class="button">
          {messages.send(address)}
        </button>
      </form>
      <p class="note">
        {messages.note} {invitation.unexpected}
      </p>
      <MessageCodeForm site={site} address={address} handle={handle} isApart />
    </>
  )
  const own = templateOverrideOf('seen-link', { ...toTemplateFacts(site, facts), recipient: address, form })
  return (
    <InvitationCard site={site} own={own} recipient={address} {...facts}>
      {form}
    </InvitationCard>
  )
}

interface MessageSentProps extends SeenLinkProps {
  actions: readonly PageAction[]
  /** What was sent and is not the code of the message. */
  wrong?: { code: string } | undefined
}

/** Shown after the button, with one text for every outcome, and the field for the code. */
export function MessageSentPage({ site, address, handle, actions, wrong }: MessageSentProps) {
  const { sent: messages } = messagesFor(site.locale).invitee.seen
  const isWrong = wrong !== undefined
  const form = <MessageCodeForm site={site} address={address} handle={handle} wrong={wrong} />
  const own = templateOverrideOf('message-sent', { address, is_wrong: isWrong, form, actions })
  return (
    <MessagePage site={site} own={own} actions={actions} isWrong={isWrong} title={messages.title} tone="mail">
      <p role="status">
        <Emphasised text={messages.text(strong(address))} />
      </p>
      <p>{messages.next}</p>
      {form}
      <p class="note">{messages.note}</p>
    </MessagePage>
  )
}

interface MessageCodeProps extends SeenLinkProps, Pick<MessageSentProps, 'wrong'> {
  /** The page is for something else, and this is below it. */
  isApart?: boolean
}

function MessageCodeForm({ site, handle, wrong, isApart = false }: MessageCodeProps) {
  const { code: example, seen } = messagesFor(site.locale).invitee
  const { code: messages } = seen
  return (
    <form method="post" action="/i/send/code" class={isApart ? 'apart' : undefined}>
      <input type="hidden" name="invitation" value={handle} />
      <Field
        name="code"
        label={messages.label}
        hint={example.hint('ABCDE-12345')}
        value={wrong?.code}
        error={wrong && messages.wrong}
      />
      <button type="submit" class={isApart ? 'button button-quiet' : 'button'}>
        {messages.submit}
      </button>
    </form>
  )
}
