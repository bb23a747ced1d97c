import type { BulkOperationWords } from './words.ts'

export const fr: BulkOperationWords = {
  how: 'Cela prend un moment et continue en arrière-plan, même si vous quittez la page. Ce qui ne correspond plus quand vient son tour reste tel quel.',
  cutOff: 'Les invitations créées à partir de maintenant n’en font pas partie.',
  title: { resend: 'Nouvel envoi', extend: 'Prolongation', revoke: 'Révocation' },
  status: { running: 'En cours', finished: 'Terminé', cancelled: 'Arrêté', failed: 'Interrompu' },
  progress: (done, total) => `${done} sur ${total} examinées`,
  goesOn: 'Vous pouvez quitter cette page : cela continue, et la liste des invitations ramène ici.',
  changed: 'Modifiées',
  refused: 'Non modifiées',
  left: 'Non examinées',
  reasons: 'Pourquoi certaines n’ont pas été modifiées',
  examples: count => `Les ${count} premières`,
  stop: 'Arrêter ici',
  stopHint: 'Ce qui a été modifié le reste.',
  failure: {
    forbidden: 'Cette autorisation vous a été retirée. Ce qui avait été modifié jusque-là le reste.',
    other:
      'Impossible de continuer. Ce qui avait été modifié jusque-là le reste ; recommencez pour les autres.',
  },
  recent: 'Modifications de toutes celles qui correspondent, ces dernières 24 heures',
}
