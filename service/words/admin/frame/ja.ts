import type { AdminFrameWords } from './words.ts'

export const ja: AdminFrameWords = {
  skip: '本文へ移動',
  navigation: '管理',
  areas: {
    overview: '概要',
    invitations: '招待一覧',
    invite: '招待する',
    imports: 'インポート',
    gate: 'ゲート',
    policy: 'ポリシー',
    webhooks: 'Webhook',
    audit: '監査ログ',
  },
  signOut: 'ログアウト',
  account: 'ログイン中',
  signIn: {
    title: 'ログイン',
    intro: organization => `${organization}にメンバーを招待し、招待を管理します。`,
    submit: 'ログインへ進む',
    ended: 'セッションが終了しました。何も変更されていません。',
  },
  signedOut: {
    title: 'ログアウトしました',
    text: 'このサービスとログインサービスの両方でセッションが終了しました。',
    again: 'もう一度ログインする',
  },
  noPermission: {
    title: 'このページを見る権限がありません',
    signedInAs: who => `${who} としてログインしていますが、このアカウントでは招待できません。`,
    ask: 'Auth0テナントの管理者に「Inviter」または「Invitation Administrator」のロールを依頼し、もう一度ログインしてください。',
    another: '別のアカウントを使う',
  },
  notSetUp: {
    title: '管理ページは設定されていません',
    text: '管理者がログインするためのアプリケーションが設定されていません。',
    how: 'テナントのファイル（アプリケーション「Guestlist administration」を含みます）をデプロイし、その認証情報を AUTH0_ADMIN_CLIENT_ID と AUTH0_ADMIN_CLIENT_SECRET に設定して、サービスを再起動してください。',
  },
  unreachable: {
    title: '数分後にもう一度お試しください',
    text: 'テナントが応答しないため、ご本人と権限を確認できません。何も変更されていません。',
    again: 'もう一度試す',
  },
  elsewhere: {
    title: 'もう一度ログインしてください',
    text: 'このログインは、別のブラウザーやウィンドウで始められたか、時間が経ちすぎたか、すでに完了しています。',
  },
  stopped: {
    title: 'ログインできませんでした',
    text: 'ログインは途中で中止されました。',
  },
  notFound: {
    title: 'ページが見つかりません',
    text: 'ページが存在しないか、閲覧する権限がありません。',
  },
  sessionEnded: {
    title: 'セッションが終了しました',
    text: '入力内容は失われておらず、何も変更されていません。別のタブでサインインし、ここに戻ってもう一度送信してください。',
    signIn: '別のタブでサインイン',
    again: 'もう一度送信',
  },
  formTooOld: {
    title: 'もう一度送信してください',
    text: '以前のセッションのページ、または当サービス以外から送信されました。何も変更されていません。',
    back: 'ページに戻る',
    again: 'もう一度送信',
  },
  notAllowed: {
    title: 'この操作はできません',
    text: permission =>
      `このアカウントには権限 ${permission} がありません。Auth0テナントの管理者にお問い合わせください。`,
  },
}
