import type { BulkOperationWords } from './words.ts'

export const ja: BulkOperationWords = {
  how: '処理には時間がかかり、ページを離れてもバックグラウンドで続きます。順番が来たときに条件に合わなくなっているものは変更されません。',
  cutOff: '今後作成される招待は対象になりません。',
  title: { resend: '再送', extend: '期限の延長', revoke: '取り消し' },
  status: { running: '処理中', finished: '完了', cancelled: '停止', failed: '中断' },
  progress: (done, total) => `${total}件中${done}件を確認済み`,
  goesOn: 'このページを離れても処理は続きます。招待一覧からここに戻れます。',
  changed: '変更済み',
  refused: '変更なし',
  left: '未確認',
  reasons: '変更されなかった理由',
  examples: count => `最初の${count}件`,
  stop: 'ここで停止',
  stopHint: '変更済みのものはそのままです。',
  failure: {
    forbidden: 'この操作の権限が取り消されました。それまでの変更はそのままです。',
    other: '続行できませんでした。それまでの変更はそのままです。残りは同じ操作を繰り返してください。',
  },
  recent: '過去24時間の一括変更',
}
