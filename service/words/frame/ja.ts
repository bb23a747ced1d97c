import type { FrameWords } from './words.ts'

export const ja: FrameWords = {
  formats: 'ja',
  languages: '言語',
  nextSteps: '次の手順',
  errorTitle: title => `エラー: ${title}`,
  toCheck: '入力内容をご確認ください',
  toCheckOne: (label, text) => `${label}：${text}`,
  verySoon: 'あと2分足らず',
}
