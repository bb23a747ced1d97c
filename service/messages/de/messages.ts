import type { Messages } from '../messages.ts'
import * as admin from './admin.ts'
import * as adminInvitations from './admin-invitations.ts'
import * as invitee from './invitee.ts'
import * as members from './members.ts'

const fields: Messages['fields'] = {
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

const frame: Messages['frame'] = {
  formats: 'de',
  languages: 'Sprache',
  nextSteps: 'So geht es weiter',
  errorTitle: title => `Fehler: ${title}`,
  toCheck: 'Bitte prüfen Sie Ihre Angaben',
  toCheckOne: (label, text) => `${label}: ${text}`,
  verySoon: 'in weniger als zwei Minuten',
}

const mail: Messages['mail'] = {
  greeting: 'Guten Tag,',
  target: ({ application, organization }) => `${application} bei ${organization}`,
  linkInstead: 'Wenn die Schaltfläche nicht funktioniert, öffnen Sie diesen Link:',
  invitation: {
    subject: ({ inviter, target }) =>
      inviter ? `${inviter} lädt Sie zu ${target} ein` : `Ihre Einladung zu ${target}`,
    invitation: ({ inviter, target }) =>
      inviter ? `${inviter} lädt Sie zu ${target} ein.` : `Sie sind zu ${target} eingeladen.`,
    writes: inviter => (inviter ? `${inviter} schreibt:` : 'Mit dieser Nachricht:'),
    open: 'Einladung öffnen',
    code: ({ page, invitee, code }) =>
      `Wenn sich der Link nicht öffnet, gehen Sie auf ${page} und geben Sie dort ${invitee} und diesen Code ein: ${code}`,
    validUntil: date => `Die Einladung gilt bis ${date}.`,
    personal: invitee => `Sie ist nur für ${invitee}. Bitte leiten Sie diese Nachricht nicht weiter.`,
    unexpected:
      'Wenn Sie das nicht erwartet haben, brauchen Sie nichts zu tun: Ohne Ihre Zusage passiert nichts, und die Einladung läuft von selbst ab.',
  },
  joined: {
    subject: ({ invitee, target }) => `${invitee} ist ${target} beigetreten`,
    joined: ({ invitee, target, date }) =>
      `${invitee} hat Ihre Einladung zu ${target} am ${date} angenommen.`,
    reason: 'Sie bekommen diese Nachricht, weil Sie beim Einladen darum gebeten haben.',
  },
  password: {
    subject: organization => `Ihr Konto bei ${organization}`,
    reason: ({ invitee, organization }) =>
      `Sie haben eine Einladung zu ${organization} angenommen. Ein Konto mit Ihrer Adresse (${invitee}) gibt es schon, aber niemand hat je bestätigt, dass die Adresse ihm gehört. Wenn Sie jetzt ein neues Passwort wählen, gehört das Konto Ihnen allein: Alle anderen Zugänge dazu enden.`,
    choose: 'Neues Passwort wählen',
    next: date => `Das geht bis ${date}. Öffnen Sie danach Ihre Einladung noch einmal.`,
    unexpected:
      'Wenn Sie keine Einladung angenommen haben, brauchen Sie nichts zu tun: Es ändert sich nichts.',
  },
}

export const de: Messages = { ...admin, ...adminInvitations, ...invitee, ...members, fields, frame, mail }
