import type { Sentences } from '../refusal.ts'

export const fr: Sentences = {
  invitation_required:
    'Il vous faut une invitation pour vous inscrire. Si vous en avez une, ouvrez le lien qu’elle contient.',
  open_invitation:
    'Vous êtes invité(e). Ouvrez le lien de votre invitation. Si vous ne la trouvez pas, cherchez notre dernier message.',
  address_mismatch: 'Cette invitation est pour une autre adresse. Continuez avec l’adresse invitée.',
  account_unproven:
    'Un compte jamais confirmé existe avec cette adresse. Nous vous avons envoyé un message : choisissez-y un nouveau mot de passe, puis ouvrez à nouveau votre invitation.',
  account_removed:
    'Un compte jamais confirmé existait avec cette adresse. Nous le supprimons : ouvrez à nouveau votre invitation dans une minute et inscrivez-vous.',
  account_needs_person:
    'Un compte existe déjà avec cette adresse et doit d’abord être vérifié. Demandez à la personne qui vous a invité(e) de le faire vérifier.',
  login_outdated: 'Cette connexion date d’avant la protection de votre compte. Connectez-vous à nouveau.',
  fresh_login_required: 'Ouvrez à nouveau votre invitation et reconnectez-vous.',
  account_check_pending:
    'Encore un instant. Nous vérifions votre compte : rouvrez votre invitation dans une minute.',
  connection_mismatch:
    'Cette invitation demande une autre façon de se connecter. Ouvrez-la à nouveau et suivez ses indications.',
  handoff_expired: 'Cela a pris trop de temps. Ouvrez à nouveau votre invitation.',
  invitation_replaced: 'Une invitation plus récente a été envoyée. Ouvrez le lien du dernier message.',
  invitation_expired: 'Cette invitation a expiré. Demandez-en une nouvelle.',
  invitation_revoked: 'Cette invitation n’est plus valable. Contactez la personne qui vous a invité(e).',
  invitation_declined:
    'Cette invitation a été refusée. Demandez-en une nouvelle à la personne qui vous a invité(e).',
  invitation_used: 'Cette invitation a déjà été utilisée.',
  inviter_not_allowed:
    'La personne qui a envoyé cette invitation n’a plus le droit de vous inviter. Adressez-vous à elle, ou à quelqu’un d’autre sur place.',
  account_exists:
    'Cette invitation s’adresse aux nouvelles personnes, et vous avez déjà un compte. Connectez-vous comme d’habitude.',
  service_unavailable:
    'Nous ne pouvons pas vérifier les invitations pour le moment. Réessayez dans quelques minutes.',
}
