import type { FieldWords } from './words.ts'

export const fr: FieldWords = {
  labels: {
    given_name: 'Prénom',
    family_name: 'Nom de famille',
    name: 'Nom complet',
    nickname: 'Surnom',
    picture: 'Photo',
    phone_number: 'Numéro de téléphone',
  },
  hints: {
    phone: 'Avec l’indicatif du pays, par exemple +33 1 42 60 00 00',
    picture: 'L’adresse d’une image sur le web ; elle commence par https://',
  },
  faults: {
    missing: 'Veuillez remplir ce champ.',
    cannot_be_emptied: 'Ce champ ne peut pas rester vide. Veuillez saisir autre chose à la place.',
    too_long: 'C’est trop long. Veuillez raccourcir.',
    invisible: 'Ce texte contient des caractères invisibles. Veuillez le saisir à nouveau.',
    looks_like_address: 'Cela ressemble à une adresse web. Veuillez mettre une espace après chaque point.',
    not_a_phone_number:
      'Ce n’est pas un numéro avec indicatif du pays. Il commence par + et compte de 7 à 15 chiffres.',
    not_a_picture: 'Ce n’est pas l’adresse d’une image. Elle commence par https://',
  },
  optional: 'facultatif',
}
