import type { InviteeWords } from './words.ts'

export const es: InviteeWords = {
  eyebrow: 'Invitación',
  code: {
    goThere: 'Introducir el código del mensaje',
    title: 'Introduzca su código',
    intro: '¿No funciona el enlace del mensaje? Debajo de él hay un código de diez letras y cifras.',
    address: 'Su correo electrónico',
    addressHint: 'La dirección en la que recibió el mensaje',
    label: 'Código',
    hint: example => `Diez letras y cifras, por ejemplo ${example}`,
    submit: 'Abrir la invitación',
    wrong:
      'Esta dirección y este código no abren juntos ninguna invitación. Compruebe ambos y que se trate del mensaje más reciente.',
    note: 'Tras cinco intentos fallidos, el código deja de servir. El enlace del mensaje sigue funcionando, y cada mensaje nuevo trae un código nuevo.',
  },
}
