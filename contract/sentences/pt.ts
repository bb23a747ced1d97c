import type { Sentences } from '../refusal.ts'

export const pt: Sentences = {
  invitation_required: 'Você precisa de um convite para participar. Se tiver um, abra o link dele.',
  open_invitation:
    'Você tem um convite. Abra o link do seu convite. Se não o encontrar, procure a nossa mensagem mais recente.',
  address_mismatch: 'Este convite é para outro endereço. Continue com o endereço convidado.',
  account_unproven:
    'Já existe uma conta com este endereço que nunca foi confirmada. Enviamos uma mensagem para você: escolha nela uma nova senha e abra o seu convite novamente.',
  account_removed:
    'Existia uma conta com este endereço que nunca foi confirmada. Estamos removendo essa conta: abra o seu convite novamente em um minuto e cadastre-se.',
  account_needs_person:
    'Já existe uma conta com este endereço que precisa ser verificada primeiro. Peça a quem convidou você que alguém a verifique.',
  login_outdated: 'Este acesso é anterior à proteção da sua conta. Entre novamente.',
  fresh_login_required: 'Abra o convite novamente e entre de novo na sua conta.',
  account_check_pending:
    'Quase lá. Ainda estamos verificando a sua conta: abra o convite novamente em um minuto.',
  connection_mismatch: 'Este convite pede outra forma de entrar. Abra-o novamente e siga as indicações.',
  handoff_expired: 'Demorou demais. Abra o seu convite novamente.',
  invitation_replaced: 'Um convite mais recente foi enviado. Abra o link da mensagem mais recente.',
  invitation_expired: 'Este convite expirou. Peça um novo.',
  invitation_revoked: 'Este convite não é mais válido. Fale com quem convidou você.',
  invitation_declined: 'Este convite foi recusado. Peça um novo a quem convidou você.',
  invitation_used: 'Este convite já foi usado.',
  inviter_not_allowed:
    'Quem enviou este convite não pode mais convidar você. Fale com essa pessoa ou com outra da organização.',
  account_exists: 'Este convite é para pessoas novas, e você já tem uma conta. Entre como sempre.',
  service_unavailable: 'Não podemos verificar convites agora. Tente novamente em alguns minutos.',
}
