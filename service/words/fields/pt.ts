import type { FieldWords } from './words.ts'

export const pt: FieldWords = {
  labels: {
    given_name: 'Nome',
    family_name: 'Sobrenome',
    name: 'Nome completo',
    nickname: 'Apelido',
    picture: 'Foto',
    phone_number: 'Número de telefone',
  },
  hints: {
    phone: 'Com o código do país, por exemplo +55 11 3030 0000',
    picture: 'O endereço de uma imagem na web; começa com https://',
  },
  faults: {
    missing: 'Preencha este campo.',
    cannot_be_emptied: 'Este campo não pode ficar vazio. Digite outra coisa no lugar.',
    too_long: 'O texto é longo demais. Reduza-o.',
    invisible: 'O texto contém caracteres invisíveis. Digite-o novamente.',
    looks_like_address: 'Isto parece um endereço da web. Coloque um espaço depois de cada ponto.',
    not_a_phone_number: 'Não é um número com código do país. Ele começa com + e tem de 7 a 15 dígitos.',
    not_a_picture: 'Não é o endereço de uma imagem. Ele começa com https://',
  },
  optional: 'opcional',
}
