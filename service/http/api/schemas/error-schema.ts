import { z } from 'zod'
import { type ApiErrorCode, errorCodes } from '../error-codes.ts'

const codes = Object.keys(errorCodes) as [ApiErrorCode, ...ApiErrorCode[]]

/** The one shape in which the API says no. */
export const error = z
  .object({
    error: z.object({
      code: z.enum(codes).describe('Stable: what programs decide by.'),
      message: z.string().describe('For people; may change.'),
      field: z
        .string()
        .optional()
        .describe('The field of the request that is meant, with dots: `invitee.email`.'),
      limit: z.string().optional().describe('The limit of the policy that is used up.'),
      request_id: z.string().describe('Names this request in the log of the service.'),
    }),
  })
  .meta({ id: 'Error' })
