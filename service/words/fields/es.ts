import type { FieldWords } from './words.ts'

export const es: FieldWords = {
  labels: {
    given_name: 'Nombre',
    family_name: 'Apellidos',
    name: 'Nombre completo',
    nickname: 'Apodo',
    picture: 'Foto',
    phone_number: 'Número de teléfono',
  },
  hints: {
    phone: 'Con el prefijo del país, por ejemplo +34 910 00 00 00',
    picture: 'La dirección de una imagen en la web; empieza por https://',
  },
  faults: {
    missing: 'Rellene este campo.',
    cannot_be_emptied: 'Este campo no puede quedar vacío. Escriba otra cosa en su lugar.',
    too_long: 'El texto es demasiado largo. Acórtelo.',
    invisible: 'El texto contiene caracteres invisibles. Escríbalo de nuevo.',
    looks_like_address: 'Parece una dirección web. Ponga un espacio después de cada punto.',
    not_a_phone_number: 'No es un número con prefijo de país. Empieza por + y tiene entre 7 y 15 cifras.',
    not_a_picture: 'No es la dirección de una imagen. Empieza por https://',
  },
  optional: 'opcional',
}
