import type { Messages } from '../messages.ts'

const SOMEBODY = 'quem convidou você'
const toMinutes = (minutes: number) => (minutes === 1 ? 'um minuto' : `${minutes} minutos`)

export const invitee: Messages['invitee'] = {
  eyebrow: 'Convite',
  invitation: {
    title: organization => `Participe de ${organization}`,
    lead: ({ inviter, organization, application }) => {
      const who = inviter ? `${inviter} convidou você` : 'Você recebeu um convite'
      return `${who} para participar de ${organization}${application ? ` e usar ${application}` : ''}.`
    },
    writtenBy: inviter => `Mensagem de ${inviter ?? 'quem convidou você'}`,
    recipient: 'Para',
    roles: 'Suas funções',
    openUntil: 'Expira em',
    accept: 'Aceitar o convite',
    decline: 'Recusar',
    next: address =>
      address
        ? `Em seguida, cadastre-se ou entre como ${address}.`
        : 'Em seguida, entre com um código enviado por SMS para o número convidado.',
    unexpected: 'Não esperava por isto? Basta fechar a página. Nada vai acontecer.',
  },
  link: {
    recipient: domain =>
      domain ? `Qualquer pessoa com um endereço de ${domain}` : 'Qualquer pessoa com este link',
    address: 'Seu e-mail',
    rule: domain => `Somente endereços de ${domain}`,
    otherDomain: domain => `Este link é somente para endereços de ${domain}. Digite um deles.`,
    noAddress: example => `Isto não parece um endereço de e-mail. Digite um como ${example}.`,
    submit: 'Enviar meu convite',
    note: 'Enviamos um convite pessoal para este endereço. Ele vale uma única vez, por uma hora e somente para este endereço.',
  },
  seen: {
    send: address => `Enviar o convite para ${address}`,
    note: 'Este link sozinho não permite que ninguém participe. O endereço convidado recebe uma mensagem, e só o link ou o código dela leva adiante.',
    code: {
      label: 'Código dessa mensagem',
      submit: 'Continuar com este código',
      wrong: 'Esse código não abre este convite. Confira se ele é da mensagem mais recente.',
    },
    sent: {
      title: 'Verifique sua caixa de entrada',
      text: address => `Se este convite ainda puder ser enviado, uma mensagem está a caminho de ${address}.`,
      next: 'Abra o link da mensagem, ou digite aqui o código dela para continuar nesta janela.',
      note: 'Não chegou nada? Veja na pasta de spam, ou espere alguns minutos, volte e envie de novo.',
    },
  },
  code: {
    goThere: 'Digitar o código da mensagem',
    title: 'Digite seu código',
    intro: 'O link não funciona? Use o código que está logo abaixo dele: dez letras e números.',
    address: 'Seu e-mail',
    addressHint: 'O endereço em que você recebeu a mensagem',
    label: 'Código',
    hint: example => `Dez letras e números, por exemplo ${example}`,
    submit: 'Abrir o convite',
    wrong: 'O e-mail e o código não correspondem. Confira os dois e use o código da mensagem mais recente.',
    note: 'Depois de cinco tentativas erradas, o código para de funcionar. O link da mensagem continua funcionando, e cada nova mensagem traz um novo código.',
  },
  decline: {
    title: 'Recusar este convite?',
    text: inviter =>
      `Depois disso, ninguém mais poderá participar com ele. ${inviter ?? 'Quem convidou você'} poderá ver a recusa.`,
    submit: 'Sim, recusar',
  },
  closed: {
    accepted: {
      title: 'Você já está participando',
      text: 'Este convite já foi aceito. Basta entrar.',
      notYou: inviter => `Não foi você? Avise ${inviter ?? SOMEBODY}.`,
    },
    expired: {
      title: 'Este convite expirou',
      text: 'Este convite expirou antes de ser aceito.',
      next: inviter => `Peça um novo a ${inviter ?? SOMEBODY}.`,
      orRenew: 'Ou receba um novo no endereço convidado:',
      renew: 'Enviar um novo convite',
    },
    usedUp: {
      title: 'Este link está esgotado',
      text: 'Todas as vagas já foram usadas.',
      next: inviter => `Peça um convite pessoal a ${inviter ?? SOMEBODY}.`,
    },
    replaced: {
      title: 'Há um convite mais recente',
      text: 'Este link foi substituído. Abra o link da última mensagem que você recebeu.',
      next: inviter => `Não encontra a mensagem? Peça a ${inviter ?? SOMEBODY} que a envie de novo.`,
    },
    revoked: {
      title: 'Este convite não vale mais',
      text: 'Ele foi retirado antes de ser aceito.',
      next: inviter => `Acha que é um engano? Fale com ${inviter ?? SOMEBODY}.`,
    },
    declined: {
      title: 'Este convite foi recusado',
      text: 'Ninguém mais pode participar com ele.',
      next: inviter => `Mudou de ideia? Peça um novo convite a ${inviter ?? SOMEBODY}.`,
    },
    unknown: {
      title: 'Este link não funciona',
      text: 'Ele pode estar incompleto.',
      next: 'Abra de novo o link da mensagem ou copie-o inteiro para a barra de endereços.',
    },
  },
  joined: {
    waitingTitle: 'Quase lá',
    waiting: organization => `Você já faz parte de ${organization}. Estamos preparando seu acesso.`,
    title: 'Pronto, você entrou',
    granted: (organization, application) =>
      `Boas-vindas a ${organization}. Abrindo ${application ?? 'a próxima página'}…`,
    late: organization =>
      `Boas-vindas a ${organization}. Seu acesso está quase pronto. Você já pode fechar esta página.`,
    goOn: application => (application ? `Continuar para ${application}` : 'Continuar'),
    declinedTitle: 'Você recusou',
    declined: 'O convite está encerrado. Ninguém mais pode participar com ele.',
    declinedNext: inviter =>
      `${inviter ?? 'Quem convidou você'} pode ver a recusa e convidar você de novo se mudar de ideia.`,
  },
}

export const joining: Messages['joining'] = {
  eyebrow: 'Convite',
  title: 'Antes de entrar',
  intro: organization => `${organization} precisa destes dados antes de criar sua conta. Leva um minuto.`,
  terms: {
    heading: 'Termos de uso',
    read: version => `Ler os termos (versão ${version})`,
    newTab: 'abre em uma nova aba',
    agree: organization => `Li os termos de uso de ${organization} e concordo com eles.`,
    missing: 'Para continuar, é preciso concordar com os termos de uso.',
  },
  submit: 'Continuar',
  back: 'Voltar ao convite',
  note: 'Estes dados vão para seu perfil quando a conta for criada. Até lá, não são usados para nada.',
}

export const notices: Messages['notices'] = {
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
      invitation_required: 'Convite necessário',
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
    nothingUsedUp: 'Seu convite não foi usado. Você pode aceitá-lo agora ou mais tarde.',
  },
  notFound: {
    title: 'Esta página não existe',
    text: 'Você recebeu um convite? Abra o link dele de novo.',
  },
  failure: {
    title: 'Algo deu errado',
    text: 'A falha é nossa, e seu convite não foi usado. Tente de novo em alguns minutos.',
    number: requestId => `Se pedir ajuda, informe este número: ${requestId}`,
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
    text: 'Não conseguimos acessar a página de entrada agora. Seu convite não foi usado.',
  },
  elsewhere: {
    title: 'Não foi possível continuar',
    text: 'Este acesso começou em outro navegador ou janela, ou já foi concluído.',
    next: 'Já está participando? Basta continuar. Se não, abra o convite de novo no navegador que quer usar.',
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
    text: 'O motivo não está mais disponível.',
    next: 'Você recebeu um convite? Abra o link dele de novo.',
  },
  addressTaken: {
    title: 'Verifique sua caixa de entrada',
    text: address => `Se este link vale para ${address}, um convite pessoal está a caminho desse endereço.`,
    next: 'Abra o link dessa mensagem em até uma hora ou digite o código que está nela.',
    note: 'Não recebeu? Verifique a pasta de spam e confira o endereço.',
  },
  renewalAsked: {
    title: 'Verifique sua caixa de entrada',
    text: 'Se este convite puder ser renovado, uma nova mensagem está a caminho do endereço convidado.',
    note: 'Você pode pedir um novo uma vez por dia. Não recebeu? Verifique a pasta de spam ou fale com quem convidou você.',
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
