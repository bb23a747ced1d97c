import { signIn } from '../../service/http/admin/administrators.ts'
import type { Page } from '../../service/http/browser.ts'
import type { Recorder } from './recorder.ts'

type Visitor = ReturnType<Recorder['open']>

/** A file of people: upload, what was found, under way, what came of it. */
export async function showImports({ service, app, open, visit, show, send }: Recorder): Promise<void> {
  const ada = open()
  await signIn(service, ada)
  const list = await ada.get('/admin/imports')
  const take = (csv: string) => upload({ ada, list, app }, csv)
  show('a file that cannot be read', ada, await take('email,rolse\na@x.example,1\n'))
  const csv = 'email,name,guestlist_reason\nada@school.example,Ada,\nnobody,No,\nada@school.example,Ada,\n'
  const preview = show('what was found in a file', ada, await take(csv))
  const path = new URL(preview.url).pathname
  await visit('the rows of a file that are no addresses', ada, `${path}?state=malformed`)
  await visit('no row of a file is of this kind', ada, `${path}?state=already_member`)
  const running = await send('a file under way', ada, { page: preview, action: `${path}/confirm` })
  await service.worker.drain()
  await visit('a file that is finished', ada, path)
  await send('too late to cancel a file', ada, { page: running, action: `${path}/cancel` })
  const second = await take('email\nback@school.example\n')
  const one = new URL(second.url).pathname
  await send('a file that was cancelled', ada, { page: second, action: `${one}/cancel` })
  await send('too late to confirm a file', ada, { page: second, action: `${one}/confirm` })
  await visit('files', ada, '/admin/imports')
}

interface Uploading {
  ada: Visitor
  list: Page
  app: Recorder['app']
}

/** As a browser sends a file; the page that comes then. */
async function upload({ ada, list, app }: Uploading, csv: string): Promise<Page> {
  const form = new FormData()
  for (const [name, value] of [
    ['locale', 'en'],
    ['message', ''],
  ] as const)
    form.set(name, value)
  form.set('file', new File([csv], 'a class with a rather long name 5b.csv', { type: 'text/csv' }))
  const action = /action="(\/admin\/imports\?[^"]+)"/.exec(list.html)?.[1]?.replaceAll('&amp;', '&')
  const url = new URL(action ?? '', list.url).href
  const cookie = [...ada.cookies].map(pair => pair.join('=')).join('; ')
  const headers = { cookie, 'sec-fetch-site': 'same-origin', origin: 'null' }
  const response = await app.request(url, { method: 'POST', headers, body: form })
  const location = response.headers.get('location')
  if (location) return ada.get(location)
  return { status: response.status, url, headers: response.headers, html: await response.text(), text: '' }
}
