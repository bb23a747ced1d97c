import { LedgerError } from '../../../service/ledger/ledger-error.ts'
import type { Page } from '../../service/http/browser.ts'
import { type Recorder, submit } from './recorder.ts'

const TOO_MUCH = 'x'.repeat(600_000)

/** Pages for what should not happen, with and without a frame. */
export async function showMistakes({ service, open, visit, show }: Recorder): Promise<void> {
  await visit('there is no such page', open(), '/nowhere')
  const by = open()
  const page = await by.get((await service.invite({ invitee: { email: 'mistake@navy.example' } })).link)
  const foreign = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
  show('a form of another site', by, await by.press(page, buttonOf(page), {}, foreign))
  show(
    'a form with far too much in it',
    by,
    await submit(by, { page, action: '/i/accept', typed: { TOO_MUCH } }),
  )
}

/** While the ledger fails. */
export async function showFailure({ service, open, visit }: Recorder): Promise<void> {
  const { link } = await service.invite({ invitee: { email: 'failure@navy.example' } })
  const { findInvitation } = service.ledger
  service.ledger.findInvitation = () => Promise.reject(new LedgerError('failed'))
  await visit('something went wrong', open(), link)
  service.ledger.findInvitation = findInvitation
}

/** A service without the application that administrators sign in with. */
export async function showNotSetUp({ open, visit }: Recorder): Promise<void> {
  await visit('the administration is not set up', open(), '/admin')
}

function buttonOf({ html }: Page): string {
  return /<button[^>]*>([^<]*)<\/button>/.exec(html)?.[1]?.trim() ?? ''
}
