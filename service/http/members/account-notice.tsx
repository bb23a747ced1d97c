import { messagesFor } from '../../messages/messages.ts'
import type { Site } from '../pages/site.ts'

/** What has just come of something that the person did; closed, because it stands in the address. */
export type NoticeCode = keyof typeof tones

const tones = {
  saved: 'good',
  unchanged: 'plain',
  conflict: 'caution',
  busy: 'bad',
  unknown: 'caution',
  refused: 'bad',
  link_sent: 'good',
  link_too_many: 'caution',
  link_failed: 'bad',
} as const

/** Reads a notice from an address; undefined for anything else that stands there. */
export function toNoticeCode(text: string | undefined): NoticeCode | undefined {
  return text !== undefined && Object.hasOwn(tones, text) ? (text as NoticeCode) : undefined
}

interface AccountNoticeProps {
  site: Site
  code: NoticeCode | undefined
  address: string | undefined
}

/** Says it, and has it read out. */
export function AccountNotice({ site, code, address = '' }: AccountNoticeProps) {
  if (code === undefined) return null
  const tone = tones[code]
  return (
    <p
      class={tone === 'plain' ? 'notice' : `notice notice-${tone}`}
      role={tone === 'bad' ? 'alert' : 'status'}
    >
      {textOf(site, code, address)}
    </p>
  )
}

function textOf({ locale }: Site, code: NoticeCode, address: string): string {
  const { profile, failures, password } = messagesFor(locale).members
  switch (code) {
    case 'saved':
    case 'unchanged':
    case 'conflict':
      return profile[code]
    case 'busy':
    case 'unknown':
    case 'refused':
      return failures[code]
    case 'link_sent':
      return password.sent(address)
    case 'link_too_many':
      return password.tooMany
    case 'link_failed':
      return password.failed
  }
}
