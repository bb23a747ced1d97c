import type { JoiningWords } from './words.ts'

export const pt: JoiningWords = {
  eyebrow: 'Convite',
  title: 'Antes de entrar',
  intro: organization => `${organization} pede isto antes de criar sua conta. Leva um minuto.`,
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
