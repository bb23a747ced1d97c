/**
 * What is wrong with what somebody typed into a field; closed. `missing`: nothing, where something is required.
 * `cannot_be_emptied`: Auth0 always keeps a value there. `invisible`: characters that nobody can see.
 * `looks_like_address`: a name of which a mail program would make a link.
 */
export type FieldFault =
  | 'missing'
  | 'cannot_be_emptied'
  | 'too_long'
  | 'invisible'
  | 'looks_like_address'
  | 'not_a_phone_number'
  | 'not_a_picture'

/** What is wrong, by name of the field. */
export type FieldFaults = Readonly<Record<string, FieldFault>>
