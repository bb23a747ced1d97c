import type { InviteeWords } from './words.ts'

export const pt: InviteeWords = {
  eyebrow: 'Convite',
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
}
