import type { Messages } from '../messages.ts'

export const members: Messages['members'] = {
  title: 'Sua conta',
  skip: 'Ir para o conteúdo',
  signOut: 'Sair',
  signIn: {
    intro: organization => `Entre para ver e alterar o que ${organization} sabe sobre você.`,
    submit: 'Entrar',
    ended: 'Sua sessão terminou depois de algum tempo sem atividade.',
  },
  profile: {
    heading: 'Seu perfil',
    save: 'Salvar',
    saved: 'Suas alterações foram salvas.',
    unchanged: 'Não havia nada para salvar.',
    nothing: 'Não há nada para preencher aqui.',
    ofProvider: provider => `Vem de ${provider} a cada login. Faça a alteração por lá.`,
    ofLogin: 'Você entra com este dado. Ele não pode ser alterado aqui.',
    alwaysKept: 'Obrigatório',
    emptyPicture: 'Deixe em branco para usar uma imagem padrão',
    changedElsewhere: now =>
      now === ''
        ? 'Este campo foi esvaziado em outro lugar nesse meio-tempo.'
        : `Este campo foi alterado em outro lugar nesse meio-tempo. Agora está assim: ${now}`,
    conflict:
      'Nada foi salvo ainda: uma parte foi alterada em outro lugar enquanto esta página estava aberta. Salve de novo para manter o que você digitou.',
  },
  failures: {
    busy: 'Nada foi salvo: há muita atividade no momento. Tente de novo daqui a um minuto.',
    unknown:
      'Não conseguimos saber se suas alterações foram salvas. Abra esta página de novo daqui a um minuto e confira.',
    refused: 'Nada foi salvo: a alteração foi recusada. Fale com a administração.',
  },
  password: {
    heading: 'Senha',
    intro: address => `Enviamos para ${address} um link para você escolher uma nova senha.`,
    submit: 'Enviar o link',
    sent: address => `Um link para uma nova senha está a caminho de ${address}. Ele vale por uma hora.`,
    tooMany: 'Você já pediu vários links. Use o último ou tente de novo daqui a uma hora.',
    failed: 'O link não pôde ser enviado. Tente de novo daqui a alguns minutos.',
    ofProvider: provider => `Você entra com ${provider}. Altere sua senha lá.`,
    none: 'Você entra com códigos: não há senha para alterar.',
    noAddress: 'Sua conta não tem um e-mail para onde enviar um link. Fale com a administração.',
  },
  joined: {
    heading: 'Como você entrou',
    by: (inviter, date) =>
      inviter ? `Convite de ${inviter}, aceito em ${date}` : `Participante desde ${date}`,
    roles: 'Funções recebidas',
    noRoles: 'Nenhuma função veio com ele.',
    underWay: 'Uma parte do seu acesso ainda está sendo preparada.',
    terms: (version, date) => `Você concordou com a versão ${version} dos termos em ${date}.`,
    nothing: 'Nenhum convite nosso trouxe você até aqui.',
  },
  data: {
    heading: 'Seus dados',
    intro:
      'Um arquivo com o que esta página mostra: sua conta, seu perfil, os convites que trouxeram você, as funções recebidas e os termos com que você concordou.',
    download: 'Baixar meus dados',
  },
  unreachable: {
    title: 'Não conseguimos acessar sua conta agora',
    text: 'O sistema que guarda as contas não responde. Nada foi alterado. Tente de novo daqui a alguns minutos.',
    again: 'Tentar de novo',
  },
  notIn: {
    title: 'Esta conta não tem acesso',
    text: 'Você entrou com uma conta sem acesso. Se o convite foi para outro endereço, use esse.',
    another: 'Usar outra conta',
  },
  stopped: {
    title: 'Você não está conectado(a)',
    text: 'O login não foi concluído ou começou em outro navegador.',
    again: 'Entrar de novo',
  },
  formTooOld: {
    title: 'Esta página era antiga demais',
    text: 'Nada foi alterado. Abra sua conta de novo.',
    back: 'Abrir a conta',
  },
  mail: {
    subject: organization => `Uma nova senha para ${organization}`,
    intro: organization =>
      `Você pediu uma nova senha para sua conta em ${organization}. Escolha-a com este link:`,
    button: 'Escolher uma nova senha',
    until: date => `O link funciona uma vez, até ${date}.`,
    unexpected: 'Se não foi você, pode ignorar este e-mail. Sua senha continua a mesma.',
  },
}
