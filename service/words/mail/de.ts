import type { MailWords } from './words.ts'

export const de: MailWords = {
  greeting: 'Guten Tag,',
  target: ({ application, organization }) => `${application} bei ${organization}`,
  linkInstead: 'Wenn die Schaltfläche nicht funktioniert, öffnen Sie diesen Link:',
  invitation: {
    subject: ({ inviter, target }) =>
      inviter ? `${inviter} lädt Sie zu ${target} ein` : `Ihre Einladung zu ${target}`,
    invitation: ({ inviter, invitee, target }) =>
      inviter
        ? `${inviter} lädt Sie (${invitee}) zu ${target} ein.`
        : `Sie (${invitee}) sind zu ${target} eingeladen.`,
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
