import { z } from 'zod'
import type { JsonObject } from '../state.ts'

const metadata = z.record(z.string(), z.json()).transform(value => value as JsonObject)
const email = z.string().regex(/^[^@\s]+@[^@\s]+$/, 'Object did not pass validation for format email')
const phoneNumber = z.string().regex(/^\+[0-9]{1,15}$/, 'String does not match pattern')
const name = z.string().min(1).max(300)

/** Body of `POST /users` (Auth0 refuses other properties). */
export const userCreation = z.strictObject({
  connection: z.string().min(1),
  email: email.optional(),
  phone_number: phoneNumber.optional(),
  user_metadata: metadata.optional(),
  app_metadata: metadata.optional(),
  blocked: z.boolean().optional(),
  email_verified: z.boolean().optional(),
  phone_verified: z.boolean().optional(),
  given_name: name.optional(),
  family_name: name.optional(),
  name: name.optional(),
  nickname: name.optional(),
  picture: z.url().optional(),
  user_id: z.string().max(255).optional(),
  password: z.string().min(1).optional(),
  verify_email: z.boolean().optional(),
  username: z.string().min(1).max(128).optional(),
})

/** Body of `PATCH /users/{id}`: null unsets an attribute. */
export const userUpdate = z.strictObject({
  blocked: z.boolean().optional(),
  email_verified: z.boolean().optional(),
  email: email.nullish(),
  phone_number: phoneNumber.nullish(),
  phone_verified: z.boolean().optional(),
  user_metadata: metadata.optional(),
  app_metadata: metadata.optional(),
  given_name: name.nullish(),
  family_name: name.nullish(),
  name: name.nullish(),
  nickname: name.nullish(),
  picture: z.url().nullish(),
  verify_email: z.boolean().optional(),
  verify_phone_number: z.boolean().optional(),
  password: z.string().min(1).nullish(),
  connection: z.string().optional(),
  client_id: z.string().optional(),
  username: z.string().min(1).max(128).nullish(),
})

export type UserCreation = z.output<typeof userCreation>
