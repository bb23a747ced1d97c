import type { InviteeWords } from './words.ts'

export const ja: InviteeWords = {
  eyebrow: '招待',
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
}
