import { z } from 'zod'
import type { AdmissionRequest, RedemptionRequest } from '../../../contract/calls.ts'
import { refusalCodes } from '../../../contract/refusal.ts'

/** Longer than anything that the platform sends; what is longer is not from an Action of ours. */
const shortText = z.string().max(1024)

const connection = z.object({ name: shortText, strategy: shortText })

const carriers = { handoff: shortText.exactOptional(), state: shortText.exactOptional() }

const gateFacts = { gate: shortText.exactOptional(), observing: z.boolean().exactOptional() }

const addresses = {
  email: shortText.exactOptional(),
  email_verified: z.boolean().exactOptional(),
  phone_number: shortText.exactOptional(),
  phone_verified: z.boolean().exactOptional(),
}

/** An admission as `contract/calls.ts` has it. Unknown fields are dropped: an Action may be newer than the service. */
export const admissionRequest: z.ZodType<AdmissionRequest> = z.object({
  ...carriers,
  ...gateFacts,
  email: shortText.exactOptional(),
  phone_number: shortText.exactOptional(),
  connection,
  client_id: shortText.exactOptional(),
  interactive: z.boolean().exactOptional(),
  refused: z.enum(refusalCodes).exactOptional(),
  passes: z.boolean().exactOptional(),
})

/** A redemption as `contract/calls.ts` has it. */
export const redemptionRequest: z.ZodType<RedemptionRequest> = z.object({
  ...carriers,
  ...gateFacts,
  admission: shortText.exactOptional(),
  by_password: z.boolean().exactOptional(),
  authenticated_at: z.iso.datetime({ offset: true }).exactOptional(),
  interactive: z.boolean().exactOptional(),
  user: z.object({
    ...addresses,
    user_id: shortText.min(1),
    created_at: z.iso.datetime({ offset: true }),
    logins_count: z.int().min(0),
    identities: z
      .array(
        z.object({
          provider: shortText,
          user_id: shortText,
          connection: shortText,
          isSocial: z.boolean(),
          hd: shortText.exactOptional(),
          profileData: z.object(addresses).exactOptional(),
        }),
      )
      .max(100),
  }),
  connection,
  client_id: shortText.min(1),
  protocol: shortText.exactOptional(),
  organization_id: shortText.exactOptional(),
  hostname: shortText.exactOptional(),
  passes: z.boolean(),
  excepted: z.boolean(),
})
