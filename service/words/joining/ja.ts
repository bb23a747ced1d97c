import type { JoiningWords } from './words.ts'

export const ja: JoiningWords = {
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
  note: '入力した内容は、参加が完了するとプロフィールに登録されます。それまでは何にも使用されません。',
}
