import type { FieldWords } from './words.ts'

export const ja: FieldWords = {
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
