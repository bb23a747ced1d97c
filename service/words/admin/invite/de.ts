import type { AdminInviteWords } from './words.ts'

export const de: AdminInviteWords = {
  title: 'Personen einladen',
  lead: 'Jede Person erhält eine eigene Einladung.',
  kind: 'Welche Art von Einladung?',
  kinds: {
    personal: { name: 'Persönlich', text: 'Eine Einladung je Adresse' },
    shared: { name: 'Geteilter Link', text: 'Ein Link, den mehrere nutzen dürfen' },
    domain: { name: 'Domain-Link', text: 'Ein Link für Adressen einer Domain' },
  },
  addresses: 'Wen laden Sie ein?',
  addressesHint:
    'Adressen, eine pro Zeile oder mit Kommas getrennt, auch „Name <Adresse>“. Telefonnummern beginnen mit +.',
  remove: address => `${address} entfernen`,
  domain: 'Domain',
  domainHint: 'Zum Beispiel example.com',
  maxUses: 'Für wie viele Personen?',
  roles: 'Rollen',
  rolesHint: 'Das erhalten die Eingeladenen beim Beitritt.',
  noRoles: 'Es gibt keine Rollen, die Sie vergeben dürfen. Einladungen ohne Rollen gewähren Zugang.',
  application: 'Anwendung',
  noApplication: 'Keine bestimmte',
  delivery: 'Wie kommt sie an?',
  byMail: 'Per E-Mail',
  byMailText: 'Wir senden sie; niemand sonst sieht den Link',
  byLink: 'Als Link',
  byLinkText: 'Sie geben ihn weiter; seine Seite schickt die Nachricht an die Adresse',
  language: 'Sprache',
  message: 'Ein paar Worte von Ihnen',
  messageHint: 'Reiner Text ohne Internetadressen, bis zu 500 Zeichen. Freiwillig.',
  lifetime: 'Gültig für',
  more: 'Weitere Optionen',
  onLive: 'Wenn noch eine Einladung offen ist',
  onLiveChoices: {
    refuse: 'Unverändert lassen',
    replace: 'Durch diese ersetzen',
    extend: 'Verlängern',
  },
  notify: 'Mir schreiben, wenn jemand beitritt',
  advanced: {
    title: 'Erweitert',
    externalId: {
      label: 'Externe ID',
      hint: 'Ihre eigene ID dafür, etwa aus dem CRM. Danach lässt sich suchen.',
    },
    resultUrl: {
      label: 'Wohin es nach dem Beitritt geht',
      hint: origins => `Eine vollständige Adresse bei: ${origins}`,
    },
    connection: {
      label: 'Verbindung',
      hint: 'Name der einzigen Verbindung, mit der man beitreten kann. Leer: jede.',
    },
    onExistingUser: 'Wer schon ein Konto hat',
    onExistingUserChoices: { add: 'Bekommt, was die Einladung gibt', refuse: 'Wird damit nicht zugelassen' },
    permissions: {
      label: 'Berechtigungen',
      hint: 'Eine pro Zeile: Kennung der API, Leerzeichen, Berechtigung.',
    },
    keys: keys => `Ein JSON-Objekt mit einigen dieser Schlüssel: ${keys}. Was jemand schon hat, bleibt.`,
    allKeys: 'Ein JSON-Objekt, etwa {"plan": "pro"}. Was jemand schon hat, bleibt.',
    unsafeNumber: key =>
      `Die Zahl in „${key}“ kann nicht unverändert bewahrt werden. Schreiben Sie sie als Text, in Anführungszeichen.`,
    faults: {
      app_metadata: 'Das ist kein JSON-Objekt wie {"plan": "pro"}.',
      user_metadata: 'Das ist kein JSON-Objekt wie {"plan": "pro"}.',
      permissions: 'Geben Sie pro Zeile die Kennung einer API, ein Leerzeichen und eine Berechtigung ein.',
      result_url: 'Geben Sie eine vollständige Adresse ein, die mit https:// beginnt.',
      connection: 'Nur Buchstaben, Ziffern, „-“ und „_“.',
      external_id: 'Das ist zu lang.',
    },
  },
  preview: 'Vorschau der E-Mail',
  previewButton: 'Vorschau anzeigen',
  previewHint: 'So kommt sie an. Der Link darin führt nirgendwohin.',
  previewAddress: 'eingeladen@example.com',
  submit: 'Einladungen senden',
  left: left => `Heute können Sie noch ${left} senden.`,
  state: {
    ok: 'Kann eingeladen werden',
    malformed: 'Keine Adresse',
    invisible: 'Enthält ein unsichtbares Zeichen',
    duplicate: 'Doppelt in dieser Liste',
    already_invited: 'Bereits eingeladen',
    already_member: 'Hat bereits ein Konto',
    joined: 'Ist schon über eine Einladung beigetreten',
  },
  lookingUp: n =>
    n === 1
      ? 'Bei 1 Adresse wird noch nachgesehen, ob sie ein Konto hat.'
      : `Bei ${n} Adressen wird noch nachgesehen, ob sie ein Konto haben.`,
  notLookedUp: n =>
    n === 1
      ? 'Bei 1 Adresse wurde nicht nachgesehen, ob sie ein Konto hat. Wer eines hat, bekommt dort dasselbe.'
      : `Bei ${n} Adressen wurde nicht nachgesehen, ob sie ein Konto haben. Wer eines hat, bekommt dort dasselbe.`,
  checked: (good, bad) => `${good} können eingeladen werden, ${bad} nicht.`,
  missing: 'Geben Sie mindestens eine Adresse ein.',
  missingDomain: 'Geben Sie eine Domain ein, zum Beispiel example.com.',
  missingUses: 'Geben Sie eine ganze Zahl von 1 bis 100.000 ein.',
  tooMany: max => `Höchstens ${max} Adressen auf einmal. Importieren Sie für mehr eine Datei.`,
  result: {
    title: 'Ihre Einladungen',
    sent: count => (count === 1 ? '1 Einladung ist unterwegs.' : `${count} Einladungen sind unterwegs.`),
    links: count => (count === 1 ? '1 Link ist bereit.' : `${count} Links sind bereit.`),
    extended: count =>
      count === 1 ? '1 Einladung wurde verlängert.' : `${count} Einladungen wurden verlängert.`,
    failed: count =>
      count === 1 ? '1 Adresse wurde nicht eingeladen:' : `${count} Adressen wurden nicht eingeladen:`,
    open: 'Einladung öffnen',
    more: 'Weitere Personen einladen',
    list: 'Alle Einladungen anzeigen',
    outcome: { sent: 'Unterwegs', link: 'Link bereit', extended: 'Verlängert', failed: 'Nicht eingeladen' },
  },
}
