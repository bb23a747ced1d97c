import type { InviteeWords } from './words.ts'

const SOMEBODY = 'quem convidou você'

export const pt: InviteeWords = {
  eyebrow: 'Convite',
  invitation: {
    title: organization => `Seu convite para ${organization}`,
    lead: ({ inviter, organization, application }) => {
      const who = inviter ? `${inviter} convida você` : 'Você recebeu um convite'
      return `${who} para participar de ${organization}${application ? ` e usar ${application}` : ''}.`
    },
    writtenBy: inviter => `Mensagem de ${inviter ?? 'quem convida você'}`,
    recipient: 'Para',
    roles: 'Suas funções',
    openUntil: 'Válido até',
    accept: 'Aceitar o convite',
    decline: 'Recusar',
    next: address =>
      address
        ? `Em seguida, você cria uma conta ou entra com ${address}.`
        : 'Em seguida, você entra com um código enviado por SMS para o número convidado.',
    unexpected: 'Não esperava por isto? Feche a página; nada vai acontecer.',
  },
  link: {
    recipient: domain =>
      domain ? `Qualquer pessoa com um endereço de ${domain}` : 'Qualquer pessoa que tenha este link',
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
    intro: 'O link da mensagem não funciona? Logo abaixo dele há um código de dez letras e números.',
    address: 'Seu e-mail',
    addressHint: 'O endereço em que você recebeu a mensagem',
    label: 'Código',
    hint: example => `Dez letras e números, por exemplo ${example}`,
    submit: 'Abrir o convite',
    wrong:
      'Este endereço e este código não abrem juntos nenhum convite. Confira os dois e veja se a mensagem é a mais recente.',
    note: 'Depois de cinco tentativas erradas, o código deixa de valer. O link da mensagem continua funcionando, e cada nova mensagem traz um novo código.',
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
      text: 'Este convite já foi aceito. Você não precisa mais dele: basta entrar.',
      notYou: inviter => `Não foi você? Avise ${inviter ?? SOMEBODY}.`,
    },
    expired: {
      title: 'Este convite expirou',
      text: 'O prazo passou e ninguém o usou.',
      next: inviter => `O que fazer agora: peça um novo a ${inviter ?? SOMEBODY}.`,
      orRenew: 'Ou enviamos um para o endereço convidado, e para nenhum outro:',
      renew: 'Enviar um novo convite',
    },
    usedUp: {
      title: 'Não há mais vagas',
      text: 'Todas as pessoas para quem este link foi criado já estão participando.',
      next: inviter => `O que fazer agora: peça um convite pessoal a ${inviter ?? SOMEBODY}.`,
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
      next: inviter => `Mudou de ideia, ou não foi você? Peça um novo convite a ${inviter ?? SOMEBODY}.`,
    },
    unknown: {
      title: 'Este link não funciona',
      text: 'Ele pode ter sido cortado no caminho.',
      next: 'Abra de novo o link da mensagem ou copie-o inteiro para a barra de endereços.',
    },
  },
  joined: {
    waitingTitle: 'Quase lá',
    waiting: organization => `Você já faz parte de ${organization}. Estamos preparando seu acesso.`,
    title: 'Pronto, você entrou',
    granted: (organization, application) =>
      `Boas-vindas a ${organization}. ${application ? `${application} abre` : 'A próxima página abre'} em instantes.`,
    late: organization =>
      `Boas-vindas a ${organization}. Seu acesso ficará pronto em breve; não é preciso esperar aqui.`,
    goOn: application => (application ? `Continuar para ${application}` : 'Continuar'),
    declinedTitle: 'Você recusou',
    declined: 'O convite está encerrado: ninguém mais pode participar com ele.',
    declinedNext: inviter =>
      `${inviter ?? 'Quem convidou você'} pode ver a recusa e convidar você de novo se mudar de ideia.`,
  },
}
