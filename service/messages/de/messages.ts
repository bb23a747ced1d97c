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
    picture: 'Die Webadresse eines Bildes. Sie beginnt mit https://',
  },
  faults: {
    missing: 'Bitte füllen Sie dieses Feld aus.',
    cannot_be_emptied: 'Pflichtfeld. Geben Sie stattdessen etwas anderes ein.',
    too_long: 'Zu lang. Bitte kürzen Sie den Text.',
    invisible: 'Der Text enthält unsichtbare Zeichen. Bitte geben Sie ihn neu ein.',
    looks_like_address:
      'Das sieht aus wie eine Internetadresse. Bitte setzen Sie nach jedem Punkt ein Leerzeichen.',
    not_a_phone_number: 'Geben Sie eine Telefonnummer mit Landesvorwahl ein: + und 7 bis 15 Ziffern.',
    not_a_picture: 'Geben Sie die Webadresse eines Bildes ein. Sie beginnt mit https://',
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
      inviter ? `${inviter} hat Sie zu ${target} eingeladen` : `Ihre Einladung zu ${target}`,
    invitation: ({ inviter, target }) =>
      inviter ? `${inviter} hat Sie zu ${target} eingeladen.` : `Sie wurden zu ${target} eingeladen.`,
    writes: inviter => (inviter ? `${inviter} schreibt:` : 'Mit dieser Nachricht:'),
    open: 'Einladung öffnen',
    code: ({ page, invitee, code }) =>
      `Der Link funktioniert nicht? Öffnen Sie ${page} und geben Sie dort ${invitee} und diesen Code ein: ${code}`,
    validUntil: date => `Die Einladung ist bis ${date} gültig.`,
    personal: invitee =>
      `Sie ist nur für ${invitee} bestimmt. Bitte leiten Sie diese Nachricht nicht weiter.`,
    unexpected: 'Falls Sie diese Einladung nicht erwartet haben, können Sie diese E-Mail einfach ignorieren.',
  },
  joined: {
    subject: ({ invitee, target }) => `${invitee} ist ${target} beigetreten`,
    joined: ({ invitee, target, date }) =>
      `${invitee} hat Ihre Einladung zu ${target} am ${date} angenommen.`,
    reason: 'Sie erhalten diese E-Mail, weil Sie benachrichtigt werden wollten.',
  },
  password: {
    subject: organization => `Ihr Konto bei ${organization}`,
    reason: ({ invitee, organization }) =>
      `Sie haben eine Einladung zu ${organization} angenommen. Mit Ihrer Adresse (${invitee}) gibt es bereits ein Konto, die Adresse wurde aber nie bestätigt. Wenn Sie jetzt ein neues Passwort wählen, haben nur noch Sie Zugang zu diesem Konto.`,
    choose: 'Neues Passwort wählen',
    next: date => `Dieser Link ist bis ${date} gültig. Öffnen Sie danach Ihre Einladung noch einmal.`,
    unexpected:
      'Falls Sie keine Einladung angenommen haben, können Sie diese E-Mail einfach ignorieren. Es ändert sich nichts.',
  },
}

export const de: Messages = { ...admin, ...adminInvitations, ...invitee, ...members, fields, frame, mail }
