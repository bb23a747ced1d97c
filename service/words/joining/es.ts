import type { JoiningWords } from './words.ts'

export const es: JoiningWords = {
  eyebrow: 'Invitación',
  title: 'Antes de entrar',
  intro: organization => `${organization} se lo pide antes de crear su cuenta. Solo lleva un minuto.`,
  terms: {
    heading: 'Condiciones de uso',
    read: version => `Leer las condiciones (versión ${version})`,
    newTab: 'se abre en una pestaña nueva',
    agree: organization => `He leído las condiciones de uso de ${organization} y las acepto.`,
    missing: 'Para continuar, acepte las condiciones de uso.',
  },
  submit: 'Continuar',
  back: 'Volver a la invitación',
  note: 'Estos datos pasan a su perfil cuando se haya unido. Hasta entonces no se usan para nada.',
}
