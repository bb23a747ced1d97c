import type { MailWords } from './words.ts'

export const ja: MailWords = {
  greeting: 'こんにちは。',
  target: ({ application, organization }) => `${organization}の${application}`,
  linkInstead: 'ボタンが使えない場合は、次のリンクを開いてください。',
  invitation: {
    subject: ({ inviter, target }) =>
      inviter ? `${inviter}さんから${target}への招待が届いています` : `${target}への招待`,
    invitation: ({ inviter, invitee, target }) =>
      inviter
        ? `${inviter}さんが、あなた（${invitee}）を${target}に招待しています。`
        : `あなた（${invitee}）は${target}に招待されています。`,
    writes: inviter => (inviter ? `${inviter}さんからのメッセージ:` : 'メッセージ:'),
    open: '招待を開く',
    code: ({ page, invitee, code }) =>
      `リンクが開けない場合は、${page} を開き、${invitee} と次のコードを入力してください: ${code}`,
    validUntil: date => `招待の有効期限は ${date} です。`,
    personal: invitee => `この招待は ${invitee} 専用です。このメールを他の人に転送しないでください。`,
    unexpected:
      'お心当たりがない場合は、このメールを無視してください。承諾しないかぎり何も起こらず、招待は自動的に期限切れになります。',
  },
  joined: {
    subject: ({ invitee, target }) => `${invitee} さんが${target}に参加しました`,
    joined: ({ invitee, target, date }) => `${invitee} さんが ${date} に、${target}への招待を承諾しました。`,
    reason: 'このメールは、招待を送信した際に通知を希望された方にお送りしています。',
  },
  password: {
    subject: organization => `${organization}のアカウントについて`,
    reason: ({ invitee, organization }) =>
      `${organization}への招待を承諾いただきました。あなたのアドレス（${invitee}）のアカウントはすでに存在しますが、アドレスの所有者は一度も確認されていません。今、新しいパスワードを設定すると、そのアカウントはあなただけのものになり、ほかの方法では入れなくなります。`,
    choose: '新しいパスワードを設定する',
    next: date => `${date} まで有効です。設定後、もう一度招待を開いてください。`,
    unexpected: '招待を承諾した覚えがない場合は、このメールを無視してください。何も変わりません。',
  },
}
