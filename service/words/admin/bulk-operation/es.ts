import type { BulkOperationWords } from './words.ts'

export const es: BulkOperationWords = {
  how: 'Esto tarda un poco y continúa en segundo plano, aunque salga de la página. Lo que ya no coincida cuando le llegue el turno se queda como está.',
  cutOff: 'Las invitaciones que se creen a partir de ahora no se incluyen.',
  title: { resend: 'Nuevo envío', extend: 'Ampliación', revoke: 'Revocación' },
  status: { running: 'En curso', finished: 'Terminado', cancelled: 'Detenido', failed: 'Interrumpido' },
  progress: (done, total) => `${done} de ${total} revisadas`,
  goesOn: 'Puede salir de esta página: continúa, y la lista de invitaciones lleva de vuelta aquí.',
  changed: 'Modificadas',
  refused: 'Sin modificar',
  left: 'Sin revisar',
  reasons: 'Por qué algunas no se modificaron',
  examples: count => `Las primeras ${count}`,
  stop: 'Detener aquí',
  stopHint: 'Lo que ya se modificó se queda así.',
  failure: {
    forbidden: 'Se le retiró el permiso para ello. Lo que se había modificado hasta entonces se queda así.',
    other:
      'No pudo continuar. Lo que se había modificado hasta entonces se queda así; repita la acción para el resto.',
  },
  recent: 'Cambios de todas las que coinciden, en las últimas 24 horas',
}
