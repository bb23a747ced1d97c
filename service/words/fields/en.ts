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
    picture: 'The address of a picture on the web; it begins with https://',
  },
  faults: {
    missing: 'Please fill this in.',
    cannot_be_emptied: 'This cannot be left empty. Please enter something else instead.',
    too_long: 'This is too long. Please shorten it.',
    invisible: 'This contains characters that cannot be seen. Please type it again.',
    looks_like_address: 'This looks like a web address. Please put a space after each dot.',
    not_a_phone_number:
      'This is not a phone number with a country code. It begins with + and has 7 to 15 digits.',
    not_a_picture: 'This is not the address of a picture. It begins with https://',
  },
  optional: 'optional',
}
