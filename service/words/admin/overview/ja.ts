import type { OverviewWords } from './words.ts'

export const ja: OverviewWords = {
  title: '概要',
  all: 'このテナントのすべての招待です。',
  own: 'あなたが送った招待です。テナントの管理者はすべての招待を見ることができます。',
  range: '期間',
  days: count => `${count}日間`,
  attention: {
    title: '確認が必要なこと',
    none: '確認が必要なことはありません。',
    reason: codes => `理由：${codes}`,
    atLeast: count => `${count}以上`,
    unsent: {
      title: count => `送信できなかった招待：${count}`,
      text: 'メールサービスが受け付けませんでした。アドレスを確認してから、もう一度送信してください。',
    },
    mailRefused: {
      title: count => `メールを送信できません。待機中：${count}`,
      text: 'メールサービスがこのサービスからのメールを受け付けません。APIキー、差出人、残高を確認してください。',
    },
    delayed: {
      title: count => `遅れているメール：${count}`,
      text: 'まだ送信できていません。自動的に再試行します。',
    },
    bounced: {
      title: count => `戻ってきたメール：${count}`,
      text: 'メールサービスの報告によると、宛先が存在しないか、受信できません。アドレスを確認して再送してください。',
    },
    ungranted: {
      title: count => `参加したが、すべてを受け取っていない人：${count}`,
      text: 'ロールまたは権限を付与できませんでした。テナントに用意されれば、次のログイン時に付与されます。',
    },
    limitOwn: {
      title: '本日の上限に達しました',
      text: until => `${until}から再び招待できます。`,
    },
    limitTenant: {
      title: 'テナント全体の本日の上限に達しました',
      text: until => `${until}までは誰も招待できません。`,
    },
    limitOthers: {
      title: count => `本日の上限に達した招待者：${count}`,
      text: '1日に送れる招待の数はポリシーで決まっています。',
    },
    webhooks: {
      title: count => `過去7日間に送信を断念したWebhook：${count}`,
      text: '受信側が受け付けませんでした。受け付けられるようになったら再送してください。',
    },
    gateOpen: { title: 'ゲートは開いています', text: '招待がなくても誰でも参加できます。' },
    gateObserves: {
      title: 'ゲートは観察のみです',
      text: 'まだ誰も拒否しません。閉じる前に、誰が拒否されることになるかを確認してください。',
    },
    setup: {
      title: 'Guestlist の設定に問題があります',
      text: 'サービスの運用担当者が直せます。「npm run doctor」でさらに詳しく調べられます。',
    },
    gateDiffers: {
      title: 'Actionsとサービスのゲート設定が異なります',
      text: 'テナントのActionsは別の設定で作られています。再度デプロイするか、同じファイルでサービスを起動してください。',
    },
    unknownRoles: {
      title: 'ポリシーにテナントにないロールがあります',
      text: '誰も付与できません。ポリシーファイルを修正するか、ロールを作成してください。',
    },
    tenantSilent: {
      title: 'テナントが応答しません',
      text: 'そのため、すべては確認できませんでした。下の数値に不足はありません。',
    },
    show: '表示',
  },
  counts: {
    invited: '招待',
    sent: '送信または手渡し',
    delivered: '配達済み',
    bounced: '不達',
    opened: '開封',
    accepted: '承諾',
  },
  acceptance: '承諾率',
  overTime: {
    title: '招待の推移',
    perDay: '作成した日ごと（UTC）。',
    perWeek: '作成した週ごと（UTC）。',
  },
  day: '日',
  week: '週',
  funnel: {
    title: '招待から参加まで',
    note: '「開封」は承諾ボタンが押されたことを表します。配達はメールサービスの報告がある分だけを数えます。',
    step: '段階',
  },
  notReported: '報告なし',
  times: {
    title: '承諾までの時間',
    median: time => `中央値：${time}。`,
    middleHalf: (first, third) => `中央の半数は${first}から${third}の間です。`,
    under: time => `${time}未満`,
    over: time => `${time}以上`,
    time: '時間',
    empty: 'この期間の招待はまだ承諾されていません。',
  },
  roles: {
    title: 'ロール別',
    note: '複数のロールを持つ招待は、それぞれに数えます。',
    role: 'ロール',
    empty: 'この期間の招待にロールはありません。',
  },
  inviters: { title: '招待者別', note: '招待が多い順です。', inviter: '招待者' },
  partOf: (part, whole) => `${whole}件中${part}件`,
  numbers: '数値を表示',
  empty: 'この期間の招待はありません。',
  basis: '個人宛ての招待と、共有リンクから送られた招待です。',
}
