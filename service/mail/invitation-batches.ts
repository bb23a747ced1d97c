import { html } from 'hono/html'
import type { InvitationMailFacts, RenderedMail } from './invitation-mail.ts'
import type { BatchRecipient, MailBatch } from './mailer.ts'

/** The most people in one request (https://www.twilio.com/docs/sendgrid/api-reference/mail-send/limitations). */
const MAX_RECIPIENTS = 1_000
/** Two thirds of what the same page allows for a request. */
const MAX_BYTES = 20_000_000
/** Messages show the minute. */
const MINUTE_MS = 60_000

/** One invitation to be sent. */
export interface ImportedMail {
  readonly facts: InvitationMailFacts
  readonly references: Record<string, string>
}

export interface ImportedMailBatch<L extends ImportedMail> {
  readonly mails: readonly L[]
  /** None where the message cannot be written for many at once: then each is sent by itself. */
  readonly batch: MailBatch | undefined
}

/**
 * Puts invitations that differ only in what is one person's own into messages for up to a thousand people. `nonce` goes
 * into the texts that are replaced, so that nothing that anybody wrote is taken for one.
 */
export function toInvitationBatches<L extends ImportedMail>(
  mails: readonly L[],
  render: (facts: InvitationMailFacts) => RenderedMail,
  nonce: string,
): ImportedMailBatch<L>[] {
  return groupAlike(mails).flatMap((group): ImportedMailBatch<L>[] => {
    const [first] = group
    const written = first && writeOnce(first, render, nonce)
    if (!written) return [{ mails: group, batch: undefined }]
    return cut(group, toSize).map(some => {
      const recipients = some.map(mail => toRecipient(mail, nonce))
      return { mails: some, batch: { ...written, category: 'invitation', recipients } }
    })
  })
}

/** Alike: all but address, link, code, and the seconds of the end are the same. */
function groupAlike<L extends ImportedMail>(mails: readonly L[]): L[][] {
  const groups = new Map<string, L[]>()
  for (const mail of [...mails].sort((one, other) => endOf(one) - endOf(other))) {
    const { invitee: _, link: __, code, expiresAt: ___, ...shared } = mail.facts
    const key = JSON.stringify([shared, code?.page])
    const group = groups.get(key)
    // The message of all shows the end of the first: a minute later than that another message begins.
    const isAlike = group?.[0] && endOf(mail) - endOf(group[0]) < MINUTE_MS
    if (isAlike) group.push(mail)
    else {
      if (group) groups.set(`${key}${groups.size}`, group)
      groups.set(key, [mail])
    }
  }
  return [...groups.values()]
}

function endOf({ facts }: ImportedMail): number {
  return facts.expiresAt.getTime()
}

/** The message with texts to replace; undefined where replacing them does not make what the person would be written. */
function writeOnce(first: ImportedMail, render: (facts: InvitationMailFacts) => RenderedMail, nonce: string) {
  const tags = toTags(nonce)
  const { facts } = first
  const code = facts.code && { ...facts.code, code: tags.code }
  const asText = render({ ...facts, invitee: tags.invitee, link: tags.link, code })
  const asHtml = render({ ...facts, invitee: tags.inviteeHtml, link: tags.link, code })
  const mail = { subject: asText.subject, text: asText.text, html: asHtml.html }
  const { substitutions } = toRecipient(first, nonce)
  const own = render(facts)
  const isSame = (['subject', 'text', 'html'] as const).every(
    part => substitute(mail[part], substitutions) === own[part],
  )
  return isSame ? mail : undefined
}

function substitute(text: string, substitutions: Record<string, string>): string {
  return Object.entries(substitutions).reduce(
    (result, [tag, value]) => result.replaceAll(tag, () => value),
    text,
  )
}

function toRecipient({ facts, references }: ImportedMail, nonce: string): BatchRecipient {
  const tags = toTags(nonce)
  const substitutions = {
    [tags.inviteeHtml]: String(html`${facts.invitee}`),
    [tags.invitee]: facts.invitee,
    [tags.link]: facts.link,
    ...(facts.code && { [tags.code]: facts.code.code }),
  }
  return { to: facts.invitee, references, substitutions }
}

/** No tag is part of another, and none has a character that HTML or an address in it would change. */
function toTags(nonce: string) {
  const tag = (name: string) => `-${nonce}.${name}-`
  return { invitee: tag('invitee'), inviteeHtml: tag('inviteehtml'), link: tag('link'), code: tag('code') }
}

/** What a mail takes of a request: its link twice over is a generous guess, its content comes once. */
function toSize({ facts }: ImportedMail): number {
  return 2 * (facts.invitee.length * 6 + facts.link.length + 600)
}

function cut<L>(mails: readonly L[], sizeOf: (mail: L) => number): L[][] {
  const pieces: L[][] = [[]]
  let size = 0
  for (const mail of mails) {
    let piece = pieces.at(-1) ?? []
    size += sizeOf(mail)
    if (piece.length === MAX_RECIPIENTS || size > MAX_BYTES) {
      piece = []
      pieces.push(piece)
      size = sizeOf(mail)
    }
    piece.push(mail)
  }
  return pieces
}
