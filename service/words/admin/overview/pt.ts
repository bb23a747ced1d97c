import type { OverviewWords } from './words.ts'

export const pt: OverviewWords = {
  title: 'Visão geral',
  all: 'Todos os convites deste tenant.',
  own: 'Seus próprios convites. Quem administra o tenant vê todos.',
  range: 'Período',
  days: count => `${count} dias`,
  attention: {
    title: 'Requer atenção',
    none: 'Nada requer sua atenção.',
    reason: codes => `Motivo: ${codes}`,
    atLeast: count => `${count} ou mais`,
    unsent: {
      title: count => `Convites que não puderam ser enviados: ${count}`,
      text: 'O provedor de e-mail não os aceitou. Confira o endereço e envie de novo.',
    },
    mailRefused: {
      title: count => `Os e-mails não estão saindo. Aguardando: ${count}`,
      text: 'O provedor não aceita mensagens deste serviço. Confira a chave de API, o remetente e o crédito.',
    },
    delayed: {
      title: count => `Mensagens atrasadas: ${count}`,
      text: 'Ainda não puderam ser entregues ao provedor; novas tentativas são automáticas.',
    },
    bounced: {
      title: count => `Mensagens devolvidas: ${count}`,
      text: 'Segundo o provedor, a caixa não existe ou não aceita e-mail. Confira o endereço e envie de novo.',
    },
    ungranted: {
      title: count => `Pessoas que entraram sem receber tudo: ${count}`,
      text: 'Funções ou permissões não puderam ser dadas. Quando o tenant as tiver, o próximo login as dará.',
    },
    limitOwn: {
      title: 'Sua cota de hoje acabou',
      text: until => `Você poderá convidar de novo a partir de: ${until}.`,
    },
    limitTenant: {
      title: 'A cota de hoje de todo o tenant acabou',
      text: until => `Ninguém pode convidar antes de: ${until}.`,
    },
    limitOthers: {
      title: count => `Pessoas com a cota de hoje esgotada: ${count}`,
      text: 'As regras dizem quantos convites alguém pode enviar por dia.',
    },
    webhooks: {
      title: count => `Webhooks abandonados nos últimos 7 dias: ${count}`,
      text: 'Os receptores não os aceitaram. Quando aceitarem, envie de novo.',
    },
    gateOpen: { title: 'O acesso está aberto', text: 'Qualquer pessoa pode entrar, com ou sem convite.' },
    gateObserves: {
      title: 'O acesso é apenas observado',
      text: 'Ninguém é recusado ainda. Veja quem seria recusado antes de fechá-lo.',
    },
    setup: {
      title: 'Há algo errado na configuração do Guestlist',
      text: 'Quem mantém o serviço pode corrigir; “npm run doctor” verifica ainda mais.',
    },
    gateDiffers: {
      title: 'As Actions e o serviço têm regras de acesso diferentes',
      text: 'As Actions do tenant foram construídas com outras configurações. Implante-as de novo ou inicie o serviço com o mesmo arquivo.',
    },
    unknownRoles: {
      title: 'As regras citam funções que o tenant não tem',
      text: 'Ninguém pode concedê-las. Corrija o arquivo de regras ou crie as funções.',
    },
    tenantSilent: {
      title: 'O tenant não responde',
      text: 'Por isso nem tudo pôde ser verificado. Os números abaixo estão completos.',
    },
    show: 'Mostrar',
  },
  counts: {
    invited: 'Convidados',
    sent: 'Enviados ou entregues',
    delivered: 'Recebidos',
    bounced: 'Devolvidos',
    opened: 'Abertos',
    accepted: 'Aceitos',
  },
  acceptance: 'Aceitação',
  overTime: {
    title: 'Convites ao longo do tempo',
    perDay: 'Por dia de criação (UTC).',
    perWeek: 'Por semana de criação (UTC).',
  },
  day: 'Dia',
  week: 'Semana',
  funnel: {
    title: 'Do convite à entrada',
    note: 'Aberto significa que alguém pressionou Aceitar. Os recebidos contam se o provedor os informa.',
    step: 'Etapa',
  },
  notReported: 'sem informação',
  times: {
    title: 'Tempo até a aceitação',
    median: time => `Mediana: ${time}.`,
    middleHalf: (first, third) => `A metade central levou entre ${first} e ${third}.`,
    under: time => `Menos de ${time}`,
    over: time => `Mais de ${time}`,
    time: 'Tempo',
    empty: 'Ninguém aceitou um convite deste período.',
  },
  roles: {
    title: 'Por função',
    note: 'Um convite com várias funções conta em cada uma.',
    role: 'Função',
    empty: 'Nenhum convite deste período dá uma função.',
  },
  inviters: { title: 'Por quem convida', note: 'Quem mais convida.', inviter: 'Convidado por' },
  partOf: (part, whole) => `${part} de ${whole}`,
  numbers: 'Mostrar os números',
  empty: 'Nenhum convite neste período.',
  basis: 'Convites pessoais, inclusive os enviados por links compartilhados.',
}
