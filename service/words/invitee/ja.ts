import type { InviteeWords } from './words.ts'

const SOMEBODY = '招待した方'

/** A name with the politeness that a name takes; "whoever invited you" where there is none. */
const person = (inviter: string | undefined) => (inviter ? `${inviter}さん` : SOMEBODY)

export const ja: InviteeWords = {
  eyebrow: '招待',
  invitation: {
    title: organization => `${organization}への招待`,
    lead: ({ inviter, organization, application }) => {
      const who = inviter ? `${inviter}さんから、` : ''
      return `${who}${organization}への${application ? `参加と${application}の利用に` : '参加に'}招待されています。`
    },
    writtenBy: inviter => `${person(inviter)}からのメッセージ`,
    recipient: '宛先',
    roles: '付与されるロール',
    openUntil: '有効期限',
    accept: '招待を承諾する',
    decline: '辞退する',
    next: address =>
      address
        ? `次に、${address} で登録またはログインしていただきます。`
        : '次に、招待された電話番号にSMSで届くコードでログインしていただきます。',
    unexpected: 'お心当たりがない場合は、このページを閉じてください。何も起こりません。',
  },
  link: {
    recipient: domain => (domain ? `${domain} のアドレスをお持ちの方` : 'このリンクをお持ちの方'),
    address: 'メールアドレス',
    rule: domain => `${domain} のアドレスのみ`,
    otherDomain: domain =>
      `このリンクで参加できるのは ${domain} のアドレスのみです。該当するアドレスを入力してください。`,
    noAddress: example => `メールアドレスの形式ではないようです。${example} のように入力してください。`,
    submit: '招待を送ってもらう',
    note: 'このアドレスに個人宛ての招待をお送りします。1回限り、1時間以内、このアドレスでのみ有効です。',
  },
  seen: {
    send: address => `${address} に招待を送る`,
    note: 'このリンクだけでは参加できません。招待されたアドレスにメールが届き、そのメールのリンクまたはコードからのみ先に進めます。',
    code: {
      label: 'そのメールに記載のコード',
      submit: 'このコードで続ける',
      wrong: 'このコードではこの招待を開けません。最新のメールのコードかどうかをお確かめください。',
    },
    sent: {
      title: 'メールをご確認ください',
      text: address => `この招待をまだお送りできる場合は、${address} 宛てにメールをお送りしています。`,
      next: 'メールのリンクを開くか、ここにコードを入力すると、このウィンドウで続けられます。',
      note: '届かない場合は、迷惑メールフォルダをご確認いただくか、数分待ってから前のページに戻り、もう一度お送りください。',
    },
  },
  code: {
    goThere: 'メールに記載のコードを入力する',
    title: 'コードを入力してください',
    intro: 'メールのリンクが開けませんか？リンクの下に、英数字10文字のコードが記載されています。',
    address: 'メールアドレス',
    addressHint: '招待メールを受け取ったアドレス',
    label: 'コード',
    hint: example => `英数字10文字（例: ${example}）`,
    submit: '招待を開く',
    wrong:
      'このアドレスとコードの組み合わせでは招待を開けません。両方をご確認のうえ、最新のメールのコードかどうかもお確かめください。',
    note: '5回間違えるとコードは使えなくなります。その場合もメールのリンクは有効です。新しいメールには新しいコードが記載されています。',
  },
  decline: {
    title: 'この招待を辞退しますか？',
    text: inviter =>
      `辞退すると、この招待で参加することはできなくなります。辞退されたことは${person(inviter)}に表示されます。`,
    submit: 'はい、辞退します',
  },
  closed: {
    accepted: {
      title: 'すでに参加しています',
      text: 'この招待は承諾済みです。もう必要ありませんので、そのままログインしてください。',
      notYou: inviter => `お心当たりがない場合は、${person(inviter)}にお知らせください。`,
    },
    expired: {
      title: 'この招待は期限切れです',
      text: '使われないまま有効期限が過ぎました。',
      next: inviter => `新しい招待を${person(inviter)}に依頼してください。`,
      orRenew: 'または、招待されたアドレスにのみ、新しい招待をお送りします。',
      renew: '新しい招待を送ってもらう',
    },
    usedUp: {
      title: '定員に達しました',
      text: 'このリンクで参加できる人数の上限に達しています。',
      next: inviter => `ご自身宛ての招待を${person(inviter)}に依頼してください。`,
    },
    replaced: {
      title: '新しい招待があります',
      text: 'このリンクは新しいものに置き換えられました。最新のメールのリンクを開いてください。',
      next: inviter => `見つからない場合は、${person(inviter)}に再送を依頼してください。`,
    },
    revoked: {
      title: 'この招待は無効になりました',
      text: '承諾される前に取り消されました。',
      next: inviter => `間違いだと思われる場合は、${person(inviter)}にお問い合わせください。`,
    },
    declined: {
      title: 'この招待は辞退されました',
      text: 'この招待で参加することはできません。',
      next: inviter =>
        `お気持ちが変わった場合や、お心当たりがない場合は、${person(inviter)}にもう一度招待を依頼してください。`,
    },
    unknown: {
      title: 'このリンクは開けません',
      text: 'リンクが途中で切れている可能性があります。',
      next: 'メールのリンクをもう一度開くか、リンク全体をアドレスバーにコピーしてください。',
    },
  },
  joined: {
    waitingTitle: 'もう少しです',
    waiting: organization => `${organization}への参加が完了しました。ご利用の準備をしています。`,
    title: '参加が完了しました',
    granted: (organization, application) =>
      `${organization}へようこそ。${application ?? '次のページ'}へ移動します。`,
    late: organization =>
      `${organization}へようこそ。まもなくご利用いただけます。ここでお待ちいただく必要はありません。`,
    goOn: application => (application ? `${application}へ進む` : '次へ進む'),
    declinedTitle: '招待を辞退しました',
    declined: 'この招待は終了しました。この招待で参加することはできません。',
    declinedNext: inviter =>
      `辞退されたことは${person(inviter)}に表示されます。お気持ちが変わったときは、もう一度招待してもらえます。`,
  },
}
