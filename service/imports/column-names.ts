/** What a file may say of a person, by our names. */
export type PlainColumn = keyof typeof columnNames

/**
 * What people call it: spreadsheets in our six languages, and the exports of Google Workspace, Contacts and Groups,
 * Microsoft 365 and Entra, Outlook, Mailchimp, Moodle, Canvas and Auth0. A name of a later list says the same less surely:
 * its cells count where a better column has none.
 */
export const columnNames = {
  email: [
    [
      ...['Email', 'Email Address', 'Mail', 'Mail Address', 'Email ID', 'User Email', 'Member Email'],
      ...['Invitee', 'Invitee Email', 'Contact Email', 'Student Email', 'Correo', 'Correo electrónico'],
      ...['Correo-e', 'Dirección de correo', 'Dirección de correo electrónico', 'Dirección de email'],
      ...['Adresse e-mail', 'Adresse mail', 'Mél', 'Courriel', 'Adresse courriel', 'Adresse de courriel'],
      ...['Courrier électronique', 'Adresse électronique', 'Adresse de messagerie', 'Messagerie'],
      ...['Adresse de messagerie électronique', 'E-Mail-Adresse', 'Mailadresse', 'E-Post', 'Correio'],
      ...['Elektronische Adresse', 'Correio eletrônico', 'Correio electrónico', 'Endereço de e-mail'],
      ...['Endereço de correio eletrônico', 'Endereço eletrônico', 'メール', 'メールアドレス', 'Eメール'],
      ...[
        'Eメールアドレス',
        '電子メール',
        '電子メールアドレス',
        '電子メール アドレス',
        'Emailアドレス',
        'E-mailアドレス',
      ],
    ],
    [
      ...['Primary Email', 'Primary Email Address', 'Primary SMTP', 'Primary SMTP Address', 'SMTP Address'],
      ...['E-mail 1 - Value', 'Email 1', 'E-mail 1 Address', 'Work Email', 'Work Email Address'],
      ...['School Email', 'Business Email', 'Correo principal', 'Correo electrónico principal'],
      ...['Adresse e-mail principale', 'Primäre E-Mail-Adresse', 'Primäre SMTP-Adresse'],
      ...['E-mail principal', 'E-mail profissional', 'E-mail professionnel', 'メインのメールアドレス'],
    ],
    [
      ...['User principal name', 'UPN', 'Sign-in name', 'Nombre principal de usuario'],
      ...['Nombre principal del usuario', 'Nom d’utilisateur principal', 'Benutzerprinzipalname'],
      ...['Nome principal do usuário', 'Nome principal do utilizador', 'ユーザー プリンシパル名'],
    ],
    [
      ...[
        'E-mailadres',
        'Mailadres',
        'Indirizzo email',
        'Indirizzo di posta elettronica',
        'Posta elettronica',
      ],
      ...['Adres email', 'Poczta elektroniczna', 'E-postadress', 'E-postadresse', 'Mailadresse', 'E-posta'],
      ...['E-posta adresi', 'E-mailová adresa', 'Sähköposti', 'Sähköpostiosoite', 'Эл. почта', 'Почта'],
      ...['Электронная почта', '邮箱', '电子邮件', '电子邮箱', '電子郵件', '信箱', '이메일', '이메일 주소'],
    ],
    ['E-mail 2 - Value', 'Email 2', 'E-mail 2 Address', 'E-Mail 2: Adresse', 'E-mail 2 : adresse'],
  ],
  given_name: [
    [
      ...['Given name', 'First name', 'Forename', 'First', 'Nombre de pila', 'Primer nombre', 'Nombres'],
      ...['Prénom', 'Prénoms', 'Prénom usuel', 'Vorname', 'Vornamen', 'Rufname', 'Primeiro nome'],
      ...['Nome próprio', 'Prenome', '名', 'ファーストネーム'],
    ],
    ['Voornaam', 'Imię', 'Förnamn', 'Fornavn', 'Jméno', 'Etunimi', 'Имя'],
  ],
  family_name: [
    [
      ...['Family name', 'Last name', 'Surname', 'Last', 'Apellido', 'Apellidos', 'Primer apellido'],
      ...['Nom de famille', 'Nom d’usage', 'Nachname', 'Familienname', 'Zuname', 'Sobrenome', 'Apelidos'],
      ...['Último nome', 'Nome de família', '姓', '名字', '苗字', 'ラストネーム'],
    ],
    ['Achternaam', 'Cognome', 'Nazwisko', 'Efternamn', 'Etternavn', 'Efternavn', 'Příjmení', 'Sukunimi'],
    ['Soyadı', 'Фамилия'],
  ],
  name: [
    [
      ...['Name', 'Full name', 'Complete name', 'Nombre', 'Nombre completo', 'Nombre y apellidos', 'Nom'],
      ...['Nom complet', 'Prénom et nom', 'Nom et prénom', 'Vollständiger Name', 'Vor- und Nachname'],
      ...['Nome', 'Nome completo', '氏名', '名前', 'お名前', 'フルネーム'],
    ],
    [
      ...['Display name', 'Nombre para mostrar', 'Nom d’affichage', 'Nom complet affiché', 'Anzeigename'],
      ...['Nome para exibição', 'Nome de exibição', 'Nome a apresentar', '表示名'],
    ],
  ],
  nickname: [['Nickname', 'Apodo', 'Surnom', 'Pseudo', 'Spitzname', 'Alcunha', 'ニックネーム']],
  roles: [['Roles', 'Role', 'Rol', 'Rôle', 'Rôles', 'Rolle', 'Rollen', 'Papel', 'Papéis', 'ロール', '役割']],
  picture: [['Picture', 'Picture URL', 'Avatar']],
  locale: [
    [...['Locale', 'Language', 'Lang', 'Idioma', 'Langue', 'Sprache', 'Língua', '言語', '使用言語']],
    [
      ...['Preferred language', 'Language preference', 'Idioma preferido', 'Langue préférée'],
      ...['Bevorzugte Sprache', 'Idioma preferencial', '優先する言語'],
    ],
  ],
  message: [['Message', 'Mensaje', 'Nachricht', 'Mensagem', 'メッセージ']],
  external_id: [['external_id']],
  client_id: [['client_id', 'Application']],
  connection: [['connection']],
  result_url: [['result_url']],
  ttl_sec: [['ttl_sec', 'ttl']],
  app_metadata: [['app_metadata']],
  user_metadata: [['user_metadata']],
} as const satisfies Record<string, readonly (readonly string[])[]>

/** Names that say an address of some kind: the one for mail where no column says so better, else none of ours. */
export const weakNames = {
  email: ['Address', 'Adresse', 'Dirección', 'Endereço', 'アドレス'],
} as const satisfies Partial<Record<PlainColumn, readonly string[]>>

/** Whether a file has a column beside this one: by what it means, or by a name of it. */
interface Beside {
  means(column: PlainColumn): boolean
  isCalled(...names: readonly string[]): boolean
}

/** Names that mean one thing alone and another beside others, in the order in which they are settled. */
export const ambiguousNames: readonly (readonly [string, (direct: Beside) => PlainColumn | undefined])[] = [
  // The family name in Portugal, the nickname in Brazil.
  ['Apelido', direct => (direct.means('family_name') ? 'nickname' : 'family_name')],
  ['Nom', direct => (isAloneWith(direct, 'given_name', 'family_name') ? 'family_name' : 'name')],
  ['Nombre', direct => (isAloneWith(direct, 'family_name', 'given_name') ? 'given_name' : 'name')],
  ['Nome', direct => (isAloneWith(direct, 'family_name', 'given_name') ? 'given_name' : 'name')],
  [
    'Name',
    direct => {
      if (direct.isCalled('Vorname', 'Vornamen', 'Rufname') && !direct.means('family_name'))
        return 'family_name'
      if (direct.isCalled('Nachname', 'Surname', 'Zuname') && !direct.means('given_name')) return 'given_name'
      return 'name'
    },
  ],
]

function isAloneWith(direct: Beside, one: PlainColumn, other: PlainColumn): boolean {
  return direct.means(one) && !direct.means(other)
}
