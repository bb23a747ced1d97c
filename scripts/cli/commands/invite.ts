import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { CliError, exitCodes } from '../cli-error.ts'
import type { Call, Command, OptionValues } from '../command.ts'
import { type Invitation, toRecipient } from '../invitation.ts'
import { readCount, readPairs, readSeconds, readText, readTexts } from '../option-values.ts'

/** A pause for a retry after the service could not be reached; the same Idempotency-Key makes it safe. */
const RETRY_PAUSE_MS = 1_000

/** `guestlist invite` */
export const invite: Command = {
  name: 'invite',
  summary: 'Invite one or more people',
  usage: 'ADDRESS... | --shared | --domain DOMAIN',
  options: {
    role: { type: 'string', short: 'r', multiple: true },
    'app-metadata': { type: 'string', multiple: true },
    'user-metadata': { type: 'string', multiple: true },
    application: { type: 'string', short: 'a' },
    connection: { type: 'string' },
    name: { type: 'string' },
    message: { type: 'string', short: 'm' },
    locale: { type: 'string' },
    ttl: { type: 'string' },
    'result-url': { type: 'string' },
    'external-id': { type: 'string' },
    link: { type: 'boolean' },
    'delivered-by-client': { type: 'boolean' },
    shared: { type: 'boolean' },
    domain: { type: 'string' },
    uses: { type: 'string' },
    'on-live': { type: 'string' },
  },
  help: {
    role: 'a role by name; several times for several',
    'app-metadata': 'key=value for app_metadata; JSON values are taken as JSON',
    'user-metadata': 'key=value for user_metadata',
    application: 'client id of the application it leads to',
    connection: 'the connection that has to be used',
    name: 'the inviter that people see (for clients)',
    message: 'a short personal message',
    locale: 'language of mail and pages',
    ttl: 'how long it is open: 3600, 12h, 7d',
    'result-url': 'where the person goes afterwards',
    'external-id': 'your own id for it',
    link: 'no mail: print the link, to be handed out',
    'delivered-by-client':
      'no mail: print a link that you send to the address yourself (for clients with deliver:invitations)',
    shared: 'one link for several people, see --uses',
    domain: 'the same, for addresses of one domain',
    uses: 'how many people may use a shared or domain link',
    'on-live': 'replace or extend an open invitation of the same address',
  },
  examples: [
    'guestlist invite grace@example.com --role Editor --ttl 7d',
    'guestlist invite --domain example.com --uses 50 --role Viewer',
  ],
  async run(call) {
    const bodies = toBodies(call)
    let failed = 0
    for (const [index, body] of bodies.entries()) {
      if (bodies.length > 1) call.output.remark(`${index + 1} of ${bodies.length}`)
      failed += await inviteOne(call, body, bodies.length === 1)
    }
    if (failed > 0) throw new CliError('refused', `${failed} of ${bodies.length} could not be invited.`)
  },
}

function toBodies({ words, options }: Call): object[] {
  const domain = readText(options, 'domain')
  const isShared = options.shared === true || domain !== undefined
  if (isShared === words.length > 0)
    throw new CliError('usage', 'Either addresses, or --shared, or --domain.')
  const common = toCommonBody(options)
  if (isShared)
    return [
      {
        ...common,
        kind: domain ? 'domain' : 'shared',
        ...(domain && { domain }),
        max_uses: readCount(options, 'uses') ?? 1,
      },
    ]
  return words.map(word => {
    const isNumber = word.startsWith('+')
    const invitee = isNumber ? { phone_number: word } : { email: word }
    const isDelivered = options['delivered-by-client'] === true
    return {
      ...common,
      invitee,
      ...((isNumber || options.link) && !isDelivered && { send_invitation_email: false }),
      ...(isDelivered && { delivered_by_client: true }),
    }
  })
}

function toCommonBody(options: OptionValues): object {
  const name = readText(options, 'name')
  const body = {
    inviter: name === undefined ? undefined : { name },
    roles: readTexts(options, 'role'),
    app_metadata: readPairs(options, 'app-metadata'),
    user_metadata: readPairs(options, 'user-metadata'),
    client_id: readText(options, 'application'),
    connection: readText(options, 'connection'),
    message: readText(options, 'message'),
    locale: readText(options, 'locale'),
    ttl_sec: readSeconds(options, 'ttl'),
    result_url: readText(options, 'result-url'),
    external_id: readText(options, 'external-id'),
    on_live_invitation: readText(options, 'on-live'),
  }
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
}

/** Answers 1 if it failed in a way that lets the others go on. */
async function inviteOne({ client, output, json }: Call, body: object, isOnly: boolean): Promise<0 | 1> {
  const idempotencyKey = randomUUID()
  const post = () => client.request<Invitation>('POST', '/api/invitations', { body, idempotencyKey })
  try {
    const made = await post().catch(async (error: unknown) => {
      if (!(error instanceof CliError) || error.exitCode !== exitCodes.unreachable) throw error
      await pause(RETRY_PAUSE_MS)
      return post()
    })
    output.print(
      json
        ? JSON.stringify(made)
        : [made.id, toRecipient(made), made.invitation_url].filter(Boolean).join('  '),
    )
    return 0
  } catch (error) {
    const goesOn = error instanceof CliError && error.exitCode === exitCodes.refused && !isOnly
    if (!goesOn) throw error
    output.remark(error.message)
    return 1
  }
}
