import type { AdminInviteWords } from './words.ts'

export const fr: AdminInviteWords = {
  title: 'Inviter des personnes',
  lead: 'Chaque personne reçoit sa propre invitation.',
  kind: 'Quel type d’invitation ?',
  kinds: {
    personal: { name: 'Personnelle', text: 'Une invitation par adresse' },
    shared: { name: 'Lien partagé', text: 'Un lien que plusieurs personnes peuvent utiliser' },
    domain: { name: 'Lien de domaine', text: 'Un lien pour les adresses d’un domaine' },
  },
  addresses: 'Qui invitez-vous ?',
  addressesHint:
    'Des adresses, une par ligne ou séparées par des virgules ; « Nom <adresse> » convient aussi. Les numéros de téléphone commencent par +.',
  remove: address => `Retirer ${address}`,
  domain: 'Domaine',
  domainHint: 'Par exemple example.com',
  maxUses: 'Combien de personnes ?',
  roles: 'Rôles',
  rolesHint: 'Ce qu’elles obtiennent en rejoignant.',
  noRoles: 'Vous ne pouvez accorder aucun rôle. Une invitation sans rôle donne accès.',
  application: 'Application',
  noApplication: 'Aucune en particulier',
  delivery: 'Comment la transmettre ?',
  byMail: 'Par e-mail',
  byMailText: 'Nous l’envoyons ; personne d’autre ne voit le lien',
  byLink: 'Sous forme de lien',
  byLinkText: 'Vous le remettez ; sa page envoie le message à l’adresse',
  language: 'Langue',
  message: 'Quelques mots de votre part',
  messageHint: 'Texte simple sans adresse web, 500 caractères au plus. Facultatif.',
  lifetime: 'Valable pendant',
  more: 'Plus d’options',
  onLive: 'Si une invitation est encore ouverte',
  onLiveChoices: {
    refuse: 'La laisser telle quelle',
    replace: 'La remplacer par celle-ci',
    extend: 'La prolonger',
  },
  notify: 'M’écrire quand quelqu’un rejoint',
  advanced: {
    title: 'Avancé',
    externalId: {
      label: 'Identifiant externe',
      hint: 'Votre propre identifiant, par exemple celui du CRM. Il peut servir à la recherche.',
    },
    resultUrl: {
      label: 'Destination après l’adhésion',
      hint: origins => `Une adresse complète sur : ${origins}`,
    },
    connection: {
      label: 'Connexion',
      hint: 'Nom de la seule connexion avec laquelle rejoindre. Vide : toutes.',
    },
    onExistingUser: 'Qui a déjà un compte',
    onExistingUserChoices: { add: 'Reçoit ce que donne l’invitation', refuse: 'N’entre pas avec elle' },
    permissions: {
      label: 'Permissions',
      hint: 'Une par ligne : l’identifiant d’une API, une espace et la permission.',
    },
    keys: keys => `Un objet JSON avec certaines de ces clés : ${keys}. Ce que l’utilisateur a déjà reste.`,
    allKeys: 'Un objet JSON, tel que {"plan": "pro"}. Ce que l’utilisateur a déjà reste.',
    unsafeNumber: key =>
      `Le nombre de « ${key} » ne peut pas être conservé tel quel. Écrivez-le comme texte, entre guillemets.`,
    faults: {
      app_metadata: 'Ce n’est pas un objet JSON, tel que {"plan": "pro"}.',
      user_metadata: 'Ce n’est pas un objet JSON, tel que {"plan": "pro"}.',
      permissions: 'Saisissez sur chaque ligne l’identifiant d’une API, une espace et une permission.',
      result_url: 'Saisissez une adresse complète qui commence par https://.',
      connection: 'Lettres, chiffres, « - » et « _ » uniquement.',
      external_id: 'C’est trop long.',
    },
  },
  preview: 'Aperçu de l’e-mail',
  previewButton: 'Afficher l’aperçu',
  previewHint: 'Tel que la personne le reçoit. Le lien ne mène nulle part.',
  previewAddress: 'invite@example.com',
  submit: 'Envoyer les invitations',
  left: left => `Vous pouvez encore en envoyer ${left} aujourd’hui.`,
  state: {
    ok: 'Peut être invitée',
    malformed: 'Pas une adresse',
    invisible: 'Contient un caractère invisible',
    duplicate: 'En double dans la liste',
    already_invited: 'Déjà invitée',
    already_member: 'A déjà un compte',
    joined: 'A déjà rejoint par une invitation',
  },
  lookingUp: n =>
    n === 1
      ? 'Recherche en cours : 1 adresse a-t-elle un compte ?'
      : `Recherche en cours : ${n} adresses ont-elles un compte ?`,
  notLookedUp: n =>
    n === 1
      ? 'L’existence d’un compte n’a pas été recherchée pour 1 adresse : qui en a un y reçoit la même chose.'
      : `L’existence d’un compte n’a pas été recherchée pour ${n} adresses : qui en a un y reçoit la même chose.`,
  checked: (good, bad) => `${good} peuvent être invitées, ${bad} non.`,
  missing: 'Saisissez au moins une adresse.',
  missingDomain: 'Saisissez un domaine, par exemple example.com.',
  missingUses: 'Saisissez un nombre entier de 1 à 100 000.',
  tooMany: max => `${max} adresses au plus à la fois. Importez un fichier pour davantage.`,
  result: {
    title: 'Vos invitations',
    sent: count => (count === 1 ? '1 invitation est en route.' : `${count} invitations sont en route.`),
    links: count => (count === 1 ? '1 lien est prêt.' : `${count} liens sont prêts.`),
    extended: count =>
      count === 1 ? '1 invitation a été prolongée.' : `${count} invitations ont été prolongées.`,
    failed: count =>
      count === 1 ? '1 adresse n’a pas été invitée :' : `${count} adresses n’ont pas été invitées :`,
    open: 'Ouvrir l’invitation',
    more: 'Inviter d’autres personnes',
    list: 'Voir toutes les invitations',
    outcome: { sent: 'En route', link: 'Lien prêt', extended: 'Prolongée', failed: 'Pas invitée' },
  },
}
