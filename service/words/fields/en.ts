import type { FieldWords } from './words.ts'

export const en: FieldWords = {
  labels: {
    given_name: 'First name',
    family_name: 'Last name',
    name: 'Full name',
    nickname: 'Nickname',
    picture: 'Picture',
    phone_number: 'Phone number',
  },
  hints: {
    phone: 'With the country code, such as +44 20 7946 0000',
    picture: 'The web address of a picture, starting with https://',
  },
  faults: {
    missing: 'Fill this in.',
    cannot_be_emptied: 'Required. Enter something else instead.',
    too_long: 'Too long. Shorten it.',
    invisible: 'This contains invisible characters. Type it again.',
    looks_like_address: 'This looks like a web address. Put a space after each dot.',
    not_a_phone_number: 'Enter a phone number with a country code: + and 7 to 15 digits.',
    not_a_picture: 'Enter the web address of a picture, starting with https://',
  },
  optional: 'optional',
}
