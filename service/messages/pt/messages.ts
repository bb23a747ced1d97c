import type { Messages } from '../messages.ts'
import * as admin from './admin.ts'
import * as adminInvitations from './admin-invitations.ts'
import * as invitee from './invitee.ts'
import * as members from './members.ts'

const fields: Messages['fields'] = {
  labels: {
    given_name: 'Nome',
    family_name: 'Sobrenome',
    name: 'Nome completo',
    nickname: 'Apelido',
    picture: 'Foto',
    phone_number: 'Número de telefone',
  },
  hints: {
    phone: 'Com o código do país, por exemplo +55 11 3030 0000',
    picture: 'O endereço de uma imagem na web; começa com https://',
  },
  faults: {
    missing: 'Preencha este campo.',
    cannot_be_emptied: 'Campo obrigatório. Digite outra coisa no lugar.',
    too_long: 'O texto é longo demais. Reduza-o.',
    invisible: 'O texto contém caracteres invisíveis. Digite-o novamente.',
    looks_like_address: 'Isto parece um endereço da web. Coloque um espaço depois de cada ponto.',
    not_a_phone_number: 'Digite um telefone com o código do país: + e de 7 a 15 dígitos.',
    not_a_picture: 'Não é o endereço de uma imagem. Ele começa com https://',
  },
  optional: 'opcional',
}

const frame: Messages['frame'] = {
  formats: 'pt-BR',
  languages: 'Idioma',
  nextSteps: 'Como continuar',
  errorTitle: title => `Erro: ${title}`,
  toCheck: 'Por favor, confira os dados',
  toCheckOne: (label, text) => `${label}: ${text}`,
  verySoon: 'em menos de dois minutos',
}

const mail: Messages['mail'] = {
  greeting: 'Olá,',
  target: ({ application, organization }) => `${application} em ${organization}`,
  linkInstead: 'Se o botão não funcionar, abra este link:',
  invitation: {
    subject: ({ inviter, target }) =>
      inviter ? `${inviter} convidou você para ${target}` : `Seu convite para ${target}`,
    invitation: ({ inviter, target }) =>
      inviter
        ? `${inviter} convidou você para participar de ${target}.`
        : `Você recebeu um convite para participar de ${target}.`,
    writes: inviter => (inviter ? `${inviter} escreve:` : 'Com esta mensagem:'),
    open: 'Abrir o convite',
    code: ({ page, invitee, code }) =>
      `O link não funciona? Acesse ${page} e digite ${invitee} e este código: ${code}`,
    validUntil: date => `Este convite expira em ${date}.`,
    personal: invitee => `Ele é somente para ${invitee}. Não encaminhe esta mensagem.`,
    unexpected: 'Se você não esperava este convite, pode ignorar este e-mail.',
  },
  joined: {
    subject: ({ invitee, target }) => `${invitee} agora participa de ${target}`,
    joined: ({ invitee, target, date }) => `${invitee} aceitou seu convite para ${target} em ${date}.`,
    reason: 'Você está recebendo este e-mail porque pediu para ser avisado.',
  },
  password: {
    subject: organization => `Sua conta em ${organization}`,
    reason: ({ invitee, organization }) =>
      `Você aceitou um convite para ${organization}. Já existe uma conta com seu endereço (${invitee}), mas o endereço nunca foi confirmado. Escolha agora uma nova senha, e só você terá acesso a essa conta.`,
    choose: 'Escolher uma nova senha',
    next: date => `Este link vale até ${date}. Depois, abra seu convite de novo.`,
    unexpected: 'Se você não aceitou nenhum convite, pode ignorar este e-mail. Nada vai mudar.',
  },
}

export const pt: Messages = { ...admin, ...adminInvitations, ...invitee, ...members, fields, frame, mail }
