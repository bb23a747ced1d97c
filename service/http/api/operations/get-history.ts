import { z } from 'zod'
import { openedBefore, toEventJson, toEventViewer } from '../../../wire/event-json.ts'
import { event, exampleEvent } from '../../../wire/event-schema.ts'
import { exampleParameters, findInvitation, invitationParameters } from '../find-invitation.ts'
import { defineOperation } from '../operation.ts'

const query = z.strictObject({
  take: z.coerce.number().int().min(1).max(100).default(50).describe('How many at most.'),
  from: z.coerce.number().int().min(0).optional().describe('Where to go on: `next` of the page before.'),
})

/** `GET /api/invitations/{id}/history` */
export const getInvitationHistory = defineOperation(
  {
    id: 'getInvitationHistory',
    method: 'get',
    path: '/api/invitations/{id}/history',
    tag: 'Invitations',
    summary: 'History of an invitation',
    description:
      'Everything that happened to it, oldest first: who did it, and what was before and after. Nobody can change ' +
      'it. It holds no address, no link and no personal text: a change of one of those is noted as changed.\n\n' +
      'Without `grant:any`, `opened` is told from the day after on, with the beginning of its day (UTC) as its time.',
    permissions: ['read:invitations'],
    parameters: invitationParameters,
    query,
    answers: [
      {
        status: 200,
        description: 'One page.',
        content: [
          {
            type: 'application/json',
            schema: z
              .object({
                events: z.array(event),
                next: z.string().optional().describe('Where the next page begins; missing on the last one.'),
              })
              .meta({ id: 'EventPage' }),
            example: { events: [exampleEvent] },
          },
        ],
      },
    ],
    refusals: ['not_found'],
    example: { parameters: exampleParameters },
  },
  async (deps, { caller, parameters, query: { take, from } }, c) => {
    const { id } = await findInvitation(deps, caller, parameters.id)
    // One more than asked for tells whether there is another page.
    const viewer = toEventViewer(deps, caller)
    const told = openedBefore(viewer, deps.now())
    const rows = await deps.ledger.listEvents(id, { after: from, take: take + 1, openedBefore: told })
    const events = rows.slice(0, take).map(row => toEventJson(row, viewer))
    const isMore = rows.length > take
    return c.json({ events, ...(isMore && { next: events.at(-1)?.id }) })
  },
)
