import type { Sentences } from '../refusal.ts'

export const de: Sentences = {
  invitation_required:
    'Der Zugang ist nur mit Einladung möglich. Wenn Sie eingeladen wurden, öffnen Sie bitte den Link in Ihrer Einladung.',
  open_invitation:
    'Sie sind eingeladen. Bitte öffnen Sie den Link in Ihrer Einladung; wenn Sie sie nicht finden, suchen Sie unsere neueste Nachricht.',
  address_mismatch:
    'Diese Einladung gilt für eine andere Adresse. Bitte fahren Sie mit der eingeladenen Adresse fort.',
  account_unproven:
    'Zu dieser Adresse gibt es ein Konto, das nie bestätigt wurde. Wir haben Ihnen eine Nachricht geschickt: Wählen Sie dort ein neues Passwort und öffnen Sie dann Ihre Einladung noch einmal.',
  account_removed:
    'Zu dieser Adresse gab es ein Konto, das nie bestätigt wurde. Wir entfernen es: Bitte öffnen Sie Ihre Einladung in einer Minute noch einmal und registrieren Sie sich.',
  account_needs_person:
    'Zu dieser Adresse gibt es ein Konto, das wir Ihnen nicht einfach geben können. Bitte wenden Sie sich an die Person, die Sie eingeladen hat.',
  login_outdated:
    'Diese Anmeldung stammt aus der Zeit, bevor Ihr Konto gesichert wurde. Bitte melden Sie sich neu an.',
  fresh_login_required: 'Bitte öffnen Sie Ihre Einladung noch einmal und melden Sie sich neu an.',
  account_check_pending:
    'Gleich geschafft. Ihr Konto wird noch geprüft: Öffnen Sie Ihre Einladung bitte in einer Minute noch einmal.',
  connection_mismatch:
    'Diese Einladung verlangt einen anderen Weg der Anmeldung. Bitte öffnen Sie sie noch einmal und folgen Sie ihren Hinweisen.',
  handoff_expired: 'Das hat zu lange gedauert. Bitte öffnen Sie Ihre Einladung noch einmal.',
  invitation_replaced:
    'Es wurde eine neuere Einladung verschickt. Bitte öffnen Sie den Link in der neuesten Nachricht.',
  invitation_expired: 'Diese Einladung ist abgelaufen. Bitte fragen Sie nach einer neuen.',
  invitation_revoked:
    'Diese Einladung ist nicht mehr gültig. Bitte fragen Sie die Person, die Sie eingeladen hat.',
  invitation_declined:
    'Diese Einladung wurde abgelehnt. Bitte fragen Sie die Person, die Sie eingeladen hat, nach einer neuen.',
  invitation_used: 'Diese Einladung wurde bereits verwendet.',
  inviter_not_allowed:
    'Wer diese Einladung geschickt hat, darf Sie dazu nicht mehr einladen. Bitte fragen Sie dort nach.',
  account_exists:
    'Diese Einladung ist für Menschen, die hier neu sind, und dieses Konto ist es nicht. Bitte melden Sie sich an wie immer.',
  service_unavailable:
    'Wir können Einladungen gerade nicht prüfen. Bitte versuchen Sie es in ein paar Minuten noch einmal.',
}
