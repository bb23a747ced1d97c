import type { MailWords } from './words.ts'

export const pt: MailWords = {
  greeting: 'Olá,',
  target: ({ application, organization }) => `${application} em ${organization}`,
  linkInstead: 'Se o botão não funcionar, abra este link:',
  invitation: {
    subject: ({ inviter, target }) =>
      inviter ? `${inviter} convida você para ${target}` : `Seu convite para ${target}`,
    invitation: ({ inviter, invitee, target }) =>
      inviter
        ? `${inviter} convida você (${invitee}) para participar de ${target}.`
        : `Você (${invitee}) recebeu um convite para participar de ${target}.`,
    writes: inviter => (inviter ? `${inviter} escreve:` : 'Com esta mensagem:'),
    open: 'Abrir o convite',
    code: ({ page, invitee, code }) =>
      `Se o link não abrir, acesse ${page} e digite ${invitee} e este código: ${code}`,
    validUntil: date => `O convite vale até ${date}.`,
    personal: invitee => `Ele é somente para ${invitee}. Não encaminhe esta mensagem.`,
    unexpected:
      'Se você não esperava por isto, ignore a mensagem: nada acontece se você não aceitar, e o convite expira sozinho.',
  },
  joined: {
    subject: ({ invitee, target }) => `${invitee} agora participa de ${target}`,
    joined: ({ invitee, target, date }) => `${invitee} aceitou seu convite para ${target} em ${date}.`,
    reason: 'Você recebe esta mensagem porque pediu um aviso ao enviar o convite.',
  },
  password: {
    subject: organization => `Sua conta em ${organization}`,
    reason: ({ invitee, organization }) =>
      `Você aceitou um convite para ${organization}. Já existe uma conta com seu endereço (${invitee}), mas ninguém nunca confirmou que o endereço é seu. Se você escolher agora uma nova senha, a conta será só sua: qualquer outro acesso a ela termina.`,
    choose: 'Escolher uma nova senha',
    next: date => `Isto vale até ${date}. Depois, abra seu convite de novo.`,
    unexpected: 'Se você não aceitou nenhum convite, ignore esta mensagem: nada muda.',
  },
}
