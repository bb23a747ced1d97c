// @ts-check
// Keeps a page that waits for something up to date, so that nobody who reads it is interrupted by its loading again;
// without scripts it does load again. Goes on by itself only where the person does nothing else meanwhile.
const { seconds = '', to } = document.currentScript?.dataset ?? {}

/** Makes an element say what another one says; what has not changed stays, and with it the keyboard. @param {Element} old @param {Element} fresh */
function update(old, fresh) {
  // Those in the reader's own zone say the same in other messages.
  if (old instanceof HTMLTimeElement && old.dateTime === fresh.getAttribute('datetime')) return
  if (old.outerHTML === fresh.outerHTML) return
  const [before, after] = [[...old.children], [...fresh.children]]
  const isAlike = old.tagName === fresh.tagName && before.length === after.length
  const isMixed = [...fresh.childNodes].some(
    node => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim(),
  )
  if (!isAlike || (isMixed && after.length > 0)) return old.replaceWith(fresh)
  for (const { name, value } of fresh.attributes)
    if (old.getAttribute(name) !== value) old.setAttribute(name, value)
  if (after.length === 0) old.textContent = fresh.textContent
  before.forEach((child, index) => {
    const next = after[index]
    if (next) update(child, next)
  })
}

/** Asks for the page as it is now, and again as long as it waits. @param {number} pauseMs */
async function follow(pauseMs) {
  await new Promise(resolve => setTimeout(resolve, pauseMs))
  try {
    const answer = await fetch(location.href, { cache: 'no-store' })
    // Somebody has to sign in again, or the page is gone: that is a page of its own.
    if (answer.redirected || !answer.ok) return location.reload()
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const [main, freshMain] = [document.querySelector('main'), fresh.querySelector('main')]
    if (!main || !freshMain) return
    document.title = fresh.title
    update(main, freshMain)
    document.dispatchEvent(new Event('updated'))
    /** @type {HTMLScriptElement | null} */
    const next = fresh.querySelector('script[data-seconds]')
    if (next) wait(next.dataset)
  } catch {
    // Offline for a moment: the next time, perhaps.
    void follow(pauseMs * 2)
  }
}

/** @param {DOMStringMap} how */
function wait({ seconds, to }) {
  const pauseMs = Number(seconds) * 1000
  if (!to) return void follow(pauseMs)
  const timer = setTimeout(() => location.assign(to), pauseMs)
  for (const sign of ['keydown', 'pointerdown'])
    addEventListener(sign, () => clearTimeout(timer), { once: true })
}

wait({ seconds, to })
