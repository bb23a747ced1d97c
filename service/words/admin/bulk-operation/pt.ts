import type { BulkOperationWords } from './words.ts'

export const pt: BulkOperationWords = {
  how: 'Isto demora um pouco e continua em segundo plano, mesmo que saia da página. O que já não corresponder quando chegar a sua vez fica como está.',
  cutOff: 'Os convites criados a partir de agora não estão incluídos.',
  title: { resend: 'Novo envio', extend: 'Prolongamento', revoke: 'Revogação' },
  status: { running: 'Em curso', finished: 'Concluído', cancelled: 'Parado', failed: 'Interrompido' },
  progress: (done, total) => `${done} de ${total} verificados`,
  goesOn: 'Pode sair desta página: continua, e a lista de convites traz de volta aqui.',
  changed: 'Alterados',
  refused: 'Não alterados',
  left: 'Não verificados',
  reasons: 'Porque alguns não foram alterados',
  examples: count => `Os primeiros ${count}`,
  stop: 'Parar aqui',
  stopHint: 'O que já foi alterado fica assim.',
  failure: {
    forbidden: 'A sua permissão para isto foi retirada. O que tinha sido alterado até então fica assim.',
    other:
      'Não foi possível continuar. O que tinha sido alterado até então fica assim; repita para os restantes.',
  },
  recent: 'Alterações de todos os que correspondem, nas últimas 24 horas',
}
