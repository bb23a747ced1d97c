import type { AdminFrameWords } from './words.ts'

export const pt: AdminFrameWords = {
  skip: 'Ir para o conteúdo',
  navigation: 'Administração',
  areas: {
    overview: 'Visão geral',
    invitations: 'Convites',
    invite: 'Convidar',
    imports: 'Importar',
    gate: 'Acesso',
    policy: 'Regras',
    webhooks: 'Webhooks',
    audit: 'Registro',
  },
  signOut: 'Sair',
  account: 'Conectado como',
  signIn: {
    title: 'Entrar',
    intro: organization => `Convide pessoas para ${organization} e cuide dos convites.`,
    submit: 'Continuar para entrar',
    ended: 'Sua sessão terminou. Nada foi alterado.',
  },
  signedOut: {
    title: 'Você saiu',
    text: 'Sua sessão terminou aqui e no serviço de login.',
    again: 'Entrar de novo',
  },
  noPermission: {
    title: 'Você não pode ver estas páginas',
    signedInAs: who => `Você entrou como ${who}, e esta conta não pode convidar ninguém.`,
    ask: 'Peça a quem administra seu tenant do Auth0 a função “Inviter” ou “Invitation Administrator” e entre de novo.',
    another: 'Usar outra conta',
  },
  notSetUp: {
    title: 'A administração não está configurada',
    text: 'O serviço não conhece nenhum aplicativo com o qual os administradores possam entrar.',
    how: 'Implante os arquivos do tenant, que contêm o aplicativo “Guestlist administration”, defina AUTH0_ADMIN_CLIENT_ID e AUTH0_ADMIN_CLIENT_SECRET com as credenciais dele e reinicie o serviço.',
  },
  unreachable: {
    title: 'Tente de novo em alguns minutos',
    text: 'O tenant não responde, então não dá para saber quem você é e o que pode fazer. Nada foi alterado.',
    again: 'Tentar de novo',
  },
  elsewhere: {
    title: 'Entre de novo',
    text: 'Este login começou em outro navegador ou outra janela, ou há muito tempo, ou já terminou.',
  },
  stopped: {
    title: 'Você não entrou',
    text: 'O login foi interrompido antes do fim.',
  },
  notFound: {
    title: 'Esta página não existe',
    text: 'Ela não existe, ou você não pode vê-la.',
  },
  sessionEnded: {
    title: 'A sua sessão terminou',
    text: 'Nada foi perdido nem alterado: entre em outra aba, volte aqui e envie de novo.',
    signIn: 'Entrar em outra aba',
    again: 'Enviar de novo',
  },
  formTooOld: {
    title: 'Envie o formulário de novo',
    text: 'Ele veio de uma página de uma sessão anterior, ou não é nosso. Nada foi alterado.',
    back: 'Voltar à página',
    again: 'Enviar de novo',
  },
  notAllowed: {
    title: 'Você não pode fazer isso',
    text: permission =>
      `Falta à sua conta a permissão ${permission}. Fale com quem administra seu tenant do Auth0.`,
  },
}
