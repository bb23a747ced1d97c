import type { Sentences } from '../refusal.ts'

export const de: Sentences = {
  invitation_required:
    'Sie brauchen eine Einladung, um beizutreten. Wenn Sie eine haben, öffnen Sie bitte den Link in Ihrer Einladung.',
  open_invitation:
    'Sie wurden eingeladen. Öffnen Sie den Link in Ihrer Einladung. Wenn Sie sie nicht finden, suchen Sie nach unserer neuesten Nachricht.',
  address_mismatch:
    'Diese Einladung gilt für eine andere Adresse. Bitte fahren Sie mit der eingeladenen Adresse fort.',
  account_unproven:
    'Zu dieser Adresse gibt es ein Konto, das nie bestätigt wurde. Wir haben Ihnen eine Nachricht geschickt: Wählen Sie dort ein neues Passwort und öffnen Sie dann Ihre Einladung noch einmal.',
  account_removed:
    'Zu dieser Adresse gab es ein Konto, das nie bestätigt wurde. Wir entfernen es: Bitte öffnen Sie Ihre Einladung in einer Minute noch einmal und registrieren Sie sich.',
  account_needs_person:
    'Zu dieser Adresse gibt es bereits ein Konto, das erst geprüft werden muss. Bitten Sie die Person, die Sie eingeladen hat, das zu veranlassen.',
  login_outdated:
    'Diese Anmeldung stammt aus der Zeit, bevor Ihr Konto gesichert wurde. Bitte melden Sie sich neu an.',
  fresh_login_required: 'Bitte öffnen Sie Ihre Einladung noch einmal und melden Sie sich neu an.',
  account_check_pending:
    'Gleich geschafft. Ihr Konto wird noch geprüft: Öffnen Sie Ihre Einladung bitte in einer Minute noch einmal.',
  connection_mismatch:
    'Für diese Einladung müssen Sie sich auf einem anderen Weg anmelden. Öffnen Sie sie noch einmal und folgen Sie den Hinweisen.',
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
    'Die Person, die Ihnen diese Einladung geschickt hat, darf Sie dazu nicht mehr einladen. Bitte fragen Sie sie oder jemand anderen dort.',
  account_exists:
    'Diese Einladung richtet sich an neue Personen, und Sie haben bereits ein Konto. Melden Sie sich einfach wie gewohnt an.',
  service_unavailable:
    'Wir können Einladungen gerade nicht prüfen. Bitte versuchen Sie es in ein paar Minuten noch einmal.',
}
