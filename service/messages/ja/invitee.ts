import type { Messages } from '../messages.ts'

const SOMEBODY = '招待した方'
/** A name with the politeness that a name takes; "whoever invited you" where there is none. */
const person = (inviter: string | undefined) => (inviter ? `${inviter}さん` : SOMEBODY)

export const invitee: Messages['invitee'] = {
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
        ? `次に、${address} で登録またはログインしてください。`
        : '次に、招待された電話番号にSMSで届くコードでログインしてください。',
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
      note: '届かない場合は、迷惑メールフォルダーをご確認いただくか、数分待ってから前のページに戻り、もう一度お送りください。',
    },
  },
  code: {
    goThere: 'メールに記載のコードを入力する',
    title: 'コードを入力してください',
    intro: 'リンクが開けない場合は、リンクの下に記載されている英数字10文字のコードを入力してください。',
    address: 'メールアドレス',
    addressHint: '招待メールを受け取ったアドレス',
    label: 'コード',
    hint: example => `英数字10文字（例：${example}）`,
    submit: '招待を開く',
    wrong:
      'メールアドレスとコードが一致しません。両方をご確認のうえ、最新のメールのコードを入力してください。',
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
      text: 'この招待は承諾済みです。そのままログインしてください。',
      notYou: inviter => `お心当たりがない場合は、${person(inviter)}にお知らせください。`,
    },
    expired: {
      title: 'この招待は期限切れです',
      text: '承諾される前に有効期限が切れました。',
      next: inviter => `新しい招待を${person(inviter)}に依頼してください。`,
      orRenew: 'または、招待されたアドレスで新しい招待を受け取れます。',
      renew: '新しい招待を送ってもらう',
    },
    usedUp: {
      title: '定員に達しました',
      text: 'このリンクの参加枠はすべて埋まりました。',
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
      next: inviter => `お気持ちが変わった場合は、${person(inviter)}にもう一度招待を依頼してください。`,
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
      `${organization}へようこそ。${application ?? '次のページ'}へ移動しています…`,
    late: organization =>
      `${organization}へようこそ。まもなくご利用いただけます。このページは閉じてかまいません。`,
    goOn: application => (application ? `${application}へ進む` : '次へ進む'),
    declinedTitle: '招待を辞退しました',
    declined: 'この招待は終了しました。この招待で参加することはできません。',
    declinedNext: inviter =>
      `辞退されたことは${person(inviter)}に表示されます。お気持ちが変わったときは、もう一度招待してもらえます。`,
  },
}

export const joining: Messages['joining'] = {
  eyebrow: '招待',
  title: '参加する前に',
  intro: organization =>
    `アカウントを作成する前に、${organization}から次の項目をお願いしています。すぐに終わります。`,
  terms: {
    heading: '利用規約',
    read: version => `利用規約を読む（版：${version}）`,
    newTab: '新しいタブで開きます',
    agree: organization => `${organization}の利用規約を読み、同意します。`,
    missing: '参加するには、利用規約への同意が必要です。',
  },
  submit: '続ける',
  back: '招待に戻る',
  note: '入力した内容は、参加が完了するとプロフィールに登録されます。それまでは使用されません。',
}

export const notices: Messages['notices'] = {
  ways: {
    tryAgain: 'もう一度試す',
    toInvitation: '招待に戻る',
    openAgain: '招待をもう一度開く',
    anotherAccount: '別のアカウントを使う',
    toApplication: 'アプリケーションに戻る',
    withoutInvitation: '招待を使わずに続ける',
    anotherAddress: '別のアドレスを使う',
    signUpAgain: 'もう一度登録する',
    logInAgain: 'もう一度ログインする',
  },
  refusal: {
    titles: {
      invitation_required: '招待が必要です',
      open_invitation: '招待を開いてください',
      address_mismatch: '別のアカウントを使用しています',
      account_unproven: '先にアドレスを確認してください',
      account_removed: 'もう一度登録してください',
      account_needs_person: '担当者によるアカウントの確認が必要です',
      login_outdated: 'もう一度ログインしてください',
      fresh_login_required: '続けるには、もう一度ログインしてください',
      account_check_pending: 'もう少しです',
      connection_mismatch: '別の方法でログインしてください',
      handoff_expired: '少し時間がかかりすぎました',
      invitation_replaced: '新しい招待があります',
      invitation_expired: 'この招待は期限切れです',
      invitation_revoked: 'この招待は無効になりました',
      invitation_declined: 'この招待は辞退されました',
      invitation_used: 'この招待は使用済みです',
      inviter_not_allowed: 'この招待は使用できなくなりました',
      account_exists: 'すでにアカウントをお持ちです',
      service_unavailable: '数分後にもう一度お試しください',
      gate_misconfigured: '数分後にもう一度お試しください',
      event_unreadable: '数分後にもう一度お試しください',
    },
    signedInAs: 'ログイン中のアカウント',
    isFor: '招待の宛先',
    nothingUsedUp: '招待は使用されていません。今すぐでも後からでも承諾できます。',
  },
  notFound: {
    title: 'このページはありません',
    text: '招待を受けている場合は、招待のリンクをもう一度開いてください。',
  },
  failure: {
    title: '問題が発生しました',
    text: 'こちら側の問題です。招待は使用されていません。数分後にもう一度お試しください。',
    number: requestId => `お問い合わせの際は、次の番号をお知らせください：${requestId}`,
  },
  foreignForm: {
    title: '当サイトのページからの送信ではありません',
    text: '招待を承諾するには、メールのリンクを開き、ページのボタンを押してください。',
  },
  nothingOpen: {
    title: '招待をもう一度開いてください',
    text: 'このページには、少し前に開いた招待だけが表示されます。',
    next: 'メールのリンクをもう一度開いてください。リンクは何度でも開けます。',
  },
  unreachable: {
    title: '数分後にもう一度お試しください',
    text: '現在、ログインページに接続できません。招待は使用されていません。',
  },
  elsewhere: {
    title: '続けられませんでした',
    text: '別のブラウザーまたはウィンドウで始めたログインか、すでに完了したログインです。',
    next: 'すでに参加済みの場合は、そのままお進みください。まだ参加していない場合は、お使いになるブラウザーで招待をもう一度開いてください。',
  },
  stopped: {
    title: 'ログインできませんでした',
    text: 'ログインが途中で中断されました。',
  },
  notJoined: {
    title: '招待は使用されませんでした',
    text: 'ログインしていますが、このログインでは招待は承諾されていません。',
    next: '招待をもう一度開き、あらためて承諾してください。',
  },
  signedOut: {
    title: 'ログアウトしました',
    text: '招待を受けている場合は、招待のリンクを開き、正しいアカウントで続けてください。',
  },
  unexplained: {
    title: 'アクセスできませんでした',
    text: '理由の記録はもう残っていません。',
    next: '招待を受けている場合は、招待のリンクをもう一度開いてください。',
  },
  addressTaken: {
    title: 'メールをご確認ください',
    text: address => `このリンクが ${address} に有効であれば、専用の招待をそのアドレスにお送りしています。`,
    next: '1時間以内にそのメールのリンクを開くか、記載されたコードを入力してください。',
    note: '届かない場合は、迷惑メールフォルダーとアドレスをご確認ください。',
  },
  renewalAsked: {
    title: 'メールをご確認ください',
    text: 'この招待を更新できる場合は、招待されたアドレスに新しいメールをお送りしています。',
    note: '更新は1日1回まで依頼できます。届かない場合は、迷惑メールフォルダーをご確認いただくか、招待した方にお問い合わせください。',
  },
  tooMany: {
    title: '試行回数が多すぎます',
    text: minutes => `${minutes}分後にもう一度お試しください。メールのリンクはいつでも使えます。`,
  },
  tooOften: {
    title: 'しばらくお待ちください',
    text: minutes =>
      `このボタンが短い時間に何度も押されました。${minutes}分後に招待を開き、一度だけ押してください。招待は使用されていません。`,
  },
  busy: {
    title: '数分後にもう一度お試しください',
    text: '現在、アクセスが集中しています。何も送信されておらず、招待も使用されていません。',
  },
}
