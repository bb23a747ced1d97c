import type { NoticeWords } from './words.ts'

export const ja: NoticeWords = {
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
      invitation_required: '参加には招待が必要です',
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
    number: requestId => `お問い合わせの際は、次の番号をお知らせください: ${requestId}`,
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
    text: '現在、ログインできません。招待は使用されていません。',
  },
  elsewhere: {
    title: 'ここから先へは進めません',
    text: '別のブラウザーやウィンドウで始めたログイン、またはすでに完了したログインのページです。',
    next: 'すでに参加済みの場合は、そのままお進みください。まだ参加していない場合は、お使いになるブラウザーで招待のリンクを開いてください。',
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
    text: '招待を受けている場合は、招待のリンクを開き、招待されたアカウントで続けてください。',
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
    note: '数分たっても届かない場合は、迷惑メールフォルダーとアドレスをご確認ください。',
  },
  renewalAsked: {
    title: 'メールをご確認ください',
    text: 'この招待を更新できる場合は、招待されたアドレスに新しいメールをお送りしています。',
    note: '更新は1日1回まで依頼できます。数分たっても届かない場合は、迷惑メールフォルダーをご確認いただくか、招待した方にお問い合わせください。',
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
