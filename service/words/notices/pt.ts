import type { NoticeWords } from './words.ts'

const toMinutes = (minutes: number) => (minutes === 1 ? 'um minuto' : `${minutes} minutos`)

export const pt: NoticeWords = {
  ways: {
    tryAgain: 'Tentar de novo',
    toInvitation: 'Voltar ao convite',
    openAgain: 'Abrir o convite de novo',
    anotherAccount: 'Usar outra conta',
    toApplication: 'Voltar ao aplicativo',
    withoutInvitation: 'Continuar sem o convite',
    anotherAddress: 'Usar outro endereço',
    signUpAgain: 'Cadastrar-se de novo',
    logInAgain: 'Entrar de novo',
  },
  refusal: {
    titles: {
      invitation_required: 'A entrada é por convite',
      open_invitation: 'Abra seu convite',
      address_mismatch: 'Você está usando outra conta',
      account_unproven: 'Confirme primeiro seu endereço',
      account_removed: 'Cadastre-se de novo',
      account_needs_person: 'Alguém precisa verificar sua conta',
      login_outdated: 'Entre de novo',
      fresh_login_required: 'Entre novamente para continuar',
      account_check_pending: 'Quase lá',
      connection_mismatch: 'Entre de outra forma',
      handoff_expired: 'Demorou um pouco demais',
      invitation_replaced: 'Há um convite mais recente',
      invitation_expired: 'Este convite expirou',
      invitation_revoked: 'Este convite não vale mais',
      invitation_declined: 'Este convite foi recusado',
      invitation_used: 'Este convite já foi usado',
      inviter_not_allowed: 'Este convite não pode mais ser usado',
      account_exists: 'Você já tem uma conta',
      service_unavailable: 'Tente de novo em alguns minutos',
      gate_misconfigured: 'Tente de novo em alguns minutos',
      event_unreadable: 'Tente de novo em alguns minutos',
    },
    signedInAs: 'Você entrou como',
    isFor: 'O convite é para',
    nothingUsedUp: 'Nada se perdeu: você ainda pode aceitar seu convite, agora ou mais tarde.',
  },
  notFound: {
    title: 'Esta página não existe',
    text: 'Você recebeu um convite? Abra o link dele de novo.',
  },
  failure: {
    title: 'Algo deu errado',
    text: 'A falha é nossa, e nada se perdeu. Tente de novo em alguns minutos.',
    number: requestId => `Se você pedir ajuda, este número diz o que aconteceu: ${requestId}`,
  },
  foreignForm: {
    title: 'Isto não veio de uma página nossa',
    text: 'Para aceitar um convite, abra o link da mensagem e pressione o botão da página.',
  },
  nothingOpen: {
    title: 'Abra seu convite de novo',
    text: 'Esta página só mostra um convite aberto há pouco tempo.',
    next: 'Abra de novo o link da mensagem. Você pode abri-lo quantas vezes quiser.',
  },
  unreachable: {
    title: 'Tente de novo em alguns minutos',
    text: 'Não é possível entrar agora. Seu convite continua valendo.',
  },
  elsewhere: {
    title: 'Não é possível continuar por aqui',
    text: 'Esta página conclui um acesso que começou em outro navegador ou janela, ou que já foi concluído.',
    next: 'Se você já está participando, basta continuar. Se não, abra o link do convite no navegador que quer usar.',
  },
  stopped: {
    title: 'Você não entrou',
    text: 'O acesso foi interrompido antes de terminar.',
  },
  notJoined: {
    title: 'Seu convite não foi usado',
    text: 'Você entrou, mas seu convite não foi aceito com este acesso.',
    next: 'Abra seu convite de novo e aceite-o mais uma vez.',
  },
  signedOut: {
    title: 'Você saiu',
    text: 'Você recebeu um convite? Abra o link dele para continuar com a conta certa.',
  },
  unexplained: {
    title: 'Sua entrada não foi permitida',
    text: 'Não sabemos mais o motivo.',
    next: 'Você recebeu um convite? Abra o link dele de novo.',
  },
  addressTaken: {
    title: 'Verifique sua caixa de entrada',
    text: address => `Se este link vale para ${address}, um convite pessoal está a caminho desse endereço.`,
    next: 'Abra o link dessa mensagem em até uma hora ou digite o código que está nela.',
    note: 'Nada depois de alguns minutos? Verifique a pasta de spam e confira o endereço.',
  },
  renewalAsked: {
    title: 'Verifique sua caixa de entrada',
    text: 'Se este convite puder ser renovado, uma nova mensagem está a caminho do endereço convidado.',
    note: 'É possível pedir um novo uma vez por dia. Nada depois de alguns minutos? Verifique a pasta de spam ou fale com quem convidou você.',
  },
  tooMany: {
    title: 'Tentativas demais',
    text: minutes => `Tente de novo em ${toMinutes(minutes)}. O link da mensagem funciona o tempo todo.`,
  },
  tooOften: {
    title: 'Aguarde um pouco',
    text: minutes =>
      `Este botão foi usado muitas vezes seguidas. Espere ${toMinutes(minutes)}, abra seu convite e clique uma só vez. Nada se perdeu.`,
  },
  busy: {
    title: 'Tente de novo em alguns minutos',
    text: 'Muitas pessoas estão pedindo o mesmo agora. Nada foi enviado, e seu link continua valendo.',
  },
}
