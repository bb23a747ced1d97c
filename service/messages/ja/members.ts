import type { Messages } from '../messages.ts'

export const members: Messages['members'] = {
  title: 'あなたのアカウント',
  skip: '本文へ移動',
  signOut: 'ログアウト',
  signIn: {
    intro: organization => `ログインすると、${organization}に登録されている内容を確認・変更できます。`,
    submit: 'ログイン',
    ended: 'しばらく操作がなかったため、ログアウトしました。',
  },
  profile: {
    heading: 'プロフィール',
    save: '保存',
    saved: '変更を保存しました。',
    unchanged: '保存する変更はありませんでした。',
    nothing: '入力していただく項目はありません。',
    ofProvider: provider =>
      `ログインのたびに ${provider} から取得されます。変更は ${provider} で行ってください。`,
    ofLogin: 'ログインに使用されているため、ここでは変更できません。',
    alwaysKept: '必須',
    emptyPicture: '空欄の場合は、代わりの画像が表示されます',
    changedElsewhere: now =>
      now === ''
        ? 'この項目は、その間に別の場所で空にされました。'
        : `この項目は、その間に別の場所で変更されました。現在の内容：${now}`,
    conflict:
      'まだ保存されていません。このページを開いている間に、一部の内容が別の場所で変更されました。入力した内容にするには、もう一度保存してください。',
  },
  failures: {
    busy: '保存されていません。現在混み合っています。1分ほどしてからもう一度お試しください。',
    unknown: '変更が保存されたかどうか確認できませんでした。1分ほどしてからこのページを開き直してください。',
    refused: '保存されていません。変更が拒否されました。管理者にお問い合わせください。',
  },
  password: {
    heading: 'パスワード',
    intro: address => `新しいパスワードを設定するためのリンクを ${address} に送信します。`,
    submit: 'リンクを送信',
    sent: address => `新しいパスワードのためのリンクを ${address} に送信しました。1時間有効です。`,
    tooMany: 'すでに何度かリンクを送信しました。最新のものを使用するか、1時間後にもう一度お試しください。',
    failed: 'リンクを送信できませんでした。数分後にもう一度お試しください。',
    ofProvider: provider => `${provider} でログインしています。パスワードは ${provider} で変更してください。`,
    none: 'コードでログインしているため、パスワードはありません。',
    noAddress: 'リンクの送信先となるメールアドレスがありません。管理者にお問い合わせください。',
  },
  joined: {
    heading: 'ご参加の経緯',
    by: (inviter, date) => (inviter ? `${inviter}さんの招待により、${date}に参加` : `${date}に参加`),
    roles: '付与されたロール',
    noRoles: 'ロールの付与はありませんでした。',
    underWay: '一部はまだ設定中です。',
    terms: (version, date) => `${date}に、利用規約（版：${version}）に同意しました。`,
    nothing: '招待を通じて参加した記録はありません。',
  },
  data: {
    heading: '登録されているデータ',
    intro:
      'このページに表示されている内容（アカウント、プロフィール、参加のきっかけとなった招待、付与されたロール、同意した利用規約）を1つのファイルにまとめたものです。',
    download: '自分のデータをダウンロード',
  },
  unreachable: {
    title: '現在アカウントに接続できません',
    text: 'アカウントを管理するシステムが応答しません。何も変更されていません。数分後にもう一度お試しください。',
    again: 'もう一度試す',
  },
  notIn: {
    title: 'このアカウントは参加していません',
    text: '利用権限のないアカウントでログインしています。別のアドレスで招待された場合は、そのアドレスを使用してください。',
    another: '別のアカウントを使用',
  },
  stopped: {
    title: 'ログインしていません',
    text: 'ログインが完了しなかったか、別のブラウザーで開始されました。',
    again: 'もう一度ログイン',
  },
  formTooOld: {
    title: 'ページの有効期限が切れました',
    text: '何も変更されていません。アカウントをもう一度開いてください。',
    back: 'アカウントを開く',
  },
  mail: {
    subject: organization => `${organization}の新しいパスワード`,
    intro: organization =>
      `${organization}のアカウントの新しいパスワードが要求されました。次のリンクから設定してください。`,
    button: '新しいパスワードを設定',
    until: date => `このリンクは ${date} まで、1回だけ有効です。`,
    unexpected: 'お心当たりがない場合は、このメールを破棄してください。パスワードは変わりません。',
  },
}
