import type { Messages } from '../messages.ts'
import * as admin from './admin.ts'
import * as adminInvitations from './admin-invitations.ts'
import * as invitee from './invitee.ts'
import * as members from './members.ts'

const fields: Messages['fields'] = {
  labels: {
    given_name: '名',
    family_name: '姓',
    name: '氏名',
    nickname: 'ニックネーム',
    picture: '写真',
    phone_number: '電話番号',
  },
  hints: {
    phone: '国番号を付けて入力してください（例：+81 3 1234 5678）',
    picture: 'ウェブ上の画像のアドレスです。https:// で始まります',
  },
  faults: {
    missing: 'この項目を入力してください。',
    cannot_be_emptied: 'この項目は空にできません。別の内容を入力してください。',
    too_long: '長すぎます。短くしてください。',
    invisible: '目に見えない文字が含まれています。もう一度入力してください。',
    looks_like_address: 'ウェブアドレスのように見えます。ピリオドの後に空白を入れてください。',
    not_a_phone_number: '国番号付きの電話番号ではありません。+ で始まる 7～15 桁の数字を入力してください。',
    not_a_picture: '画像のアドレスではありません。https:// で始まるアドレスを入力してください。',
  },
  optional: '任意',
}

const frame: Messages['frame'] = {
  formats: 'ja',
  languages: '言語',
  nextSteps: '次の手順',
  errorTitle: title => `エラー：${title}`,
  toCheck: '入力内容をご確認ください',
  toCheckOne: (label, text) => `${label}：${text}`,
  verySoon: '2分以内',
}

const mail: Messages['mail'] = {
  greeting: 'こんにちは。',
  target: ({ application, organization }) => `${organization}の${application}`,
  linkInstead: 'ボタンが使えない場合は、次のリンクを開いてください。',
  invitation: {
    subject: ({ inviter, target }) =>
      inviter ? `${inviter}さんから${target}への招待が届いています` : `${target}への招待`,
    invitation: ({ inviter, target }) =>
      inviter ? `${inviter}さんから${target}に招待されました。` : `${target}に招待されました。`,
    writes: inviter => (inviter ? `${inviter}さんからのメッセージ：` : 'メッセージ：'),
    open: '招待を開く',
    code: ({ page, invitee, code }) =>
      `リンクが開けない場合は、${page} を開き、${invitee} と次のコードを入力してください：${code}`,
    validUntil: date => `招待の有効期限は ${date} です。`,
    personal: invitee => `この招待は ${invitee} 専用です。このメールを他の人に転送しないでください。`,
    unexpected: 'お心当たりがない場合は、このメールを破棄してください。',
  },
  joined: {
    subject: ({ invitee, target }) => `${invitee} さんが${target}に参加しました`,
    joined: ({ invitee, target, date }) => `${invitee} さんが ${date} に、${target}への招待を承諾しました。`,
    reason: 'このメールは、通知を希望された方にお送りしています。',
  },
  password: {
    subject: organization => `${organization}のアカウントについて`,
    reason: ({ invitee, organization }) =>
      `${organization}への招待を承諾いただきました。あなたのアドレス（${invitee}）のアカウントはすでに存在しますが、アドレスの確認が済んでいません。新しいパスワードを設定すると、ほかの方法ではログインできなくなり、あなただけがそのアカウントを使えるようになります。`,
    choose: '新しいパスワードを設定する',
    next: date => `このリンクは ${date} まで有効です。設定後、もう一度招待を開いてください。`,
    unexpected: '招待を承諾した覚えがない場合は、このメールを破棄してください。何も変更されません。',
  },
}

export const ja: Messages = { ...admin, ...adminInvitations, ...invitee, ...members, fields, frame, mail }
