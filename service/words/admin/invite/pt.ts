import type { AdminInviteWords } from './words.ts'

export const pt: AdminInviteWords = {
  title: 'Convidar pessoas',
  lead: 'Cada pessoa recebe um convite próprio.',
  kind: 'Que tipo de convite?',
  kinds: {
    personal: { name: 'Pessoal', text: 'Um convite para cada endereço' },
    shared: { name: 'Link compartilhado', text: 'Um link que várias pessoas podem usar' },
    domain: { name: 'Link de domínio', text: 'Um link para endereços de um domínio' },
  },
  addresses: 'Quem você convida?',
  addressesHint:
    'Endereços, um por linha ou com vírgulas; “Nome <endereço>” também funciona. Telefones começam com +.',
  remove: address => `Remover ${address}`,
  domain: 'Domínio',
  domainHint: 'Por exemplo, example.com',
  maxUses: 'Quantas pessoas?',
  roles: 'Funções',
  rolesHint: 'O que recebem ao entrar.',
  noRoles: 'Não há funções que você possa conceder. Convites sem funções dão acesso.',
  application: 'Aplicativo',
  noApplication: 'Nenhum em particular',
  delivery: 'Como ele chega?',
  byMail: 'Por e-mail',
  byMailText: 'Nós enviamos; ninguém mais vê o link',
  byLink: 'Como link',
  byLinkText: 'Você entrega; a página dele envia a mensagem ao endereço',
  language: 'Idioma',
  message: 'Algumas palavras suas',
  messageHint: 'Texto simples sem endereços, até 500 caracteres. Opcional.',
  lifetime: 'Válido por',
  more: 'Mais opções',
  onLive: 'Se ainda houver um convite aberto',
  onLiveChoices: {
    refuse: 'Deixar como está',
    replace: 'Substituir por este',
    extend: 'Dar mais tempo',
  },
  notify: 'Escrever para mim quando alguém entrar',
  advanced: {
    title: 'Avançado',
    externalId: {
      label: 'Id externo',
      hint: 'O seu próprio id, por exemplo do CRM. É possível pesquisar por ele.',
    },
    resultUrl: {
      label: 'Para onde vão depois de entrar',
      hint: origins => `Um endereço completo em: ${origins}`,
    },
    connection: {
      label: 'Conexão',
      hint: 'Nome da única conexão com que podem entrar. Vazio: qualquer uma.',
    },
    onExistingUser: 'Quem já tem uma conta',
    onExistingUserChoices: { add: 'Recebe o que o convite dá', refuse: 'Não entra com ele' },
    permissions: {
      label: 'Permissões',
      hint: 'Uma por linha: o identificador de uma API, um espaço e a permissão.',
    },
    keys: keys => `Um objeto JSON com algumas destas chaves: ${keys}. O que o utilizador já tem fica.`,
    allKeys: 'Um objeto JSON, como {"plan": "pro"}. O que o utilizador já tem fica.',
    unsafeNumber: key =>
      `O número em “${key}” não pode ser mantido como está. Escreva-o como texto, entre aspas.`,
    faults: {
      app_metadata: 'Isto não é um objeto JSON, como {"plan": "pro"}.',
      user_metadata: 'Isto não é um objeto JSON, como {"plan": "pro"}.',
      permissions: 'Introduza em cada linha o identificador de uma API, um espaço e uma permissão.',
      result_url: 'Introduza um endereço completo que comece por https://.',
      connection: 'Apenas letras, algarismos, «-» e «_».',
      external_id: 'É demasiado longo.',
    },
  },
  preview: 'Prévia do e-mail',
  previewButton: 'Mostrar a prévia',
  previewHint: 'Como a pessoa recebe. O link não leva a lugar nenhum.',
  previewAddress: 'convidado@example.com',
  submit: 'Enviar convites',
  left: left => `Você ainda pode enviar ${left} hoje.`,
  state: {
    ok: 'Pode ser convidado',
    malformed: 'Não é um endereço',
    invisible: 'Tem um caractere invisível',
    duplicate: 'Repetido nesta lista',
    already_invited: 'Já convidado',
    already_member: 'Já tem uma conta',
    joined: 'Já entrou com um convite',
  },
  lookingUp: n =>
    n === 1
      ? 'Está sendo verificado se 1 endereço tem uma conta.'
      : `Está sendo verificado se ${n} endereços têm uma conta.`,
  notLookedUp: n =>
    n === 1
      ? 'Não foi verificado se 1 endereço tem uma conta: quem tem uma recebe o mesmo nela.'
      : `Não foi verificado se ${n} endereços têm uma conta: quem tem uma recebe o mesmo nela.`,
  checked: (good, bad) => `${good} podem ser convidados, ${bad} não.`,
  missing: 'Digite ao menos um endereço.',
  missingDomain: 'Digite um domínio, por exemplo example.com.',
  missingUses: 'Digite um número inteiro de 1 a 100.000.',
  tooMany: max => `No máximo ${max} endereços de uma vez. Para mais, importe um arquivo.`,
  result: {
    title: 'Seus convites',
    sent: count => (count === 1 ? '1 convite está a caminho.' : `${count} convites estão a caminho.`),
    links: count => (count === 1 ? '1 link está pronto.' : `${count} links estão prontos.`),
    extended: count =>
      count === 1 ? '1 convite ganhou mais tempo.' : `${count} convites ganharam mais tempo.`,
    failed: count =>
      count === 1 ? '1 endereço não foi convidado:' : `${count} endereços não foram convidados:`,
    open: 'Abrir o convite',
    more: 'Convidar mais pessoas',
    list: 'Ver todos os convites',
    outcome: { sent: 'A caminho', link: 'Link pronto', extended: 'Mais tempo', failed: 'Não convidado' },
  },
}
