import type { FieldWords } from './words.ts'

export const de: FieldWords = {
  labels: {
    given_name: 'Vorname',
    family_name: 'Nachname',
    name: 'Vollständiger Name',
    nickname: 'Spitzname',
    picture: 'Bild',
    phone_number: 'Telefonnummer',
  },
  hints: {
    phone: 'Mit Landesvorwahl, zum Beispiel +49 30 901820',
    picture: 'Die Adresse eines Bildes im Internet; sie beginnt mit https://',
  },
  faults: {
    missing: 'Bitte füllen Sie dieses Feld aus.',
    cannot_be_emptied: 'Dieses Feld kann nicht leer bleiben. Bitte geben Sie stattdessen etwas anderes ein.',
    too_long: 'Das ist zu lang. Bitte kürzen Sie es.',
    invisible: 'Der Text enthält unsichtbare Zeichen. Bitte geben Sie ihn neu ein.',
    looks_like_address:
      'Das sieht aus wie eine Internetadresse. Bitte setzen Sie nach jedem Punkt ein Leerzeichen.',
    not_a_phone_number:
      'Das ist keine Telefonnummer mit Landesvorwahl. Sie beginnt mit + und hat 7 bis 15 Ziffern.',
    not_a_picture: 'Das ist nicht die Adresse eines Bildes. Sie beginnt mit https://',
  },
  optional: 'freiwillig',
}
