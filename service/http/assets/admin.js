// @ts-check
// Makes administrators' pages quicker to use. Every page works without: these functions only add to what is there.

/** Boxes: one for all, and how many are ticked. @param {HTMLFormElement} form */
function improveSelection(form) {
  /** @type {HTMLInputElement | null} */
  const all = form.querySelector('[data-select-all]')
  /** @type {HTMLOutputElement | null} */
  const count = form.querySelector('[data-selection-count]')
  const boxes = /** @type {HTMLInputElement[]} */ ([...form.querySelectorAll('input[name="id"]')])
  const show = () => {
    const ticked = boxes.filter(box => box.checked).length
    if (count) count.textContent = ticked > 0 ? String(ticked) : ''
    if (!all) return
    all.checked = ticked === boxes.length
    all.indeterminate = ticked > 0 && ticked < boxes.length
  }
  if (all) {
    all.hidden = false
    all.addEventListener('change', () => {
      for (const box of boxes) box.checked = all.checked
      show()
    })
  }
  form.addEventListener('change', show)
  show()
}

/** A choice that takes effect at once. @param {HTMLSelectElement} select */
function submitOnChange(select) {
  select.addEventListener('change', () => select.form?.requestSubmit())
}

/** A button that copies what stands in a field. @param {HTMLButtonElement} button */
function improveCopying(button) {
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById(button.dataset.copy ?? ''))
  if (!field) return
  button.hidden = false
  const label = button.textContent
  field.addEventListener('focus', () => field.select())
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(field.value)
    } catch {
      // Not allowed, or not over https: the text is chosen, and the keyboard copies it.
      field.focus()
      return
    }
    button.textContent = button.dataset.copied ?? label
    setTimeout(() => {
      button.textContent = label
    }, 2000)
  })
}

/** The preview is there as soon as it is opened. @param {HTMLDetailsElement} details */
function improvePreview(details) {
  const button = details.querySelector('button')
  details.addEventListener('toggle', () => {
    if (details.open && button) details.closest('form')?.requestSubmit(button)
  })
}

/**
 * Addresses as chips, each checked by the service as it is typed or pasted. The field that the form sends stays what it
 * is: a list of lines.
 * @param {HTMLTextAreaElement} area
 */
function improveAddresses(area) {
  /** @type {{ text: string, state: string, label: string, isLeftOut: boolean }[]} */
  let entries = []
  // What was not checked, in messages.
  let note = ''
  const box = document.createElement('div')
  box.className = 'chip-box'
  const list = document.createElement('ul')
  list.className = 'chips'
  const input = document.createElement('input')
  input.autocapitalize = 'none'
  input.autocomplete = 'off'
  input.spellcheck = false
  input.id = `${area.id}-entry`
  input.setAttribute('aria-describedby', area.getAttribute('aria-describedby') ?? '')
  const status = document.createElement('p')
  status.className = 'hint'
  status.setAttribute('role', 'status')
  box.append(list, input)
  area.after(box, status)
  area.hidden = true
  const label = area.labels?.[0]
  if (label) label.htmlFor = input.id

  const show = () => {
    list.replaceChildren(...entries.map(toChip))
    area.value = [...entries.map(({ text }) => text), input.value].filter(Boolean).join('\n')
    const bad = entries.filter(({ isLeftOut }) => isLeftOut).length
    // The sentence comes from the service with two numbers in it that stand for ours.
    const sentence = (area.dataset.checked ?? '').replace('8888', String(entries.length - bad))
    status.textContent = entries.length > 0 ? `${sentence.replace('9999', String(bad))} ${note}`.trim() : ''
  }

  /** @param {{ text: string, state: string, label: string, isLeftOut: boolean }} entry */
  const toChip = entry => {
    const item = document.createElement('li')
    item.className = entry.isLeftOut ? 'chip chip-wrong' : 'chip'
    item.append(entry.text)
    if (entry.state !== 'ok') {
      const reason = document.createElement('small')
      reason.textContent = entry.label
      item.append(reason)
    }
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = '×'
    button.setAttribute('aria-label', (area.dataset.remove ?? '%').replace('%', entry.text))
    button.addEventListener('click', () => {
      entries = entries.filter(other => other !== entry)
      show()
      input.focus()
      // What stood twice may stand there once now.
      void check()
    })
    item.append(button)
    return item
  }

  // Answers come in any order: only that to the last question is about what stands there now.
  let questions = 0
  const check = async () => {
    const question = ++questions
    const text = entries.map(entry => entry.text).join('\n')
    if (text.trim() === '') return
    try {
      const answer = await fetch(area.dataset.chips ?? '', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Form-Token': area.dataset.token ?? '' },
        body: JSON.stringify({ text }),
      })
      if (!answer.ok || answer.redirected) throw new TypeError('not checked')
      const checked = await answer.json()
      if (question !== questions) return
      entries = checked.entries
      note = checked.note
      show()
      if (checked.isMore) lookFurther()
    } catch {
      showPlainField()
    }
  }

  // The plain field is still there, and the service checks again when the form is sent.
  const showPlainField = () => {
    area.value = [...entries.map(entry => entry.text), input.value].filter(Boolean).join('\n')
    area.hidden = false
    box.remove()
    status.remove()
    if (label) label.htmlFor = area.id
  }

  /** What was entered stands there at once, whatever becomes of it. @param {string} text */
  const add = text => {
    if (text.trim() === '') return
    entries = [...entries, { text: text.trim(), state: 'ok', label: '', isLeftOut: false }]
    show()
    void check()
  }

  // Accounts are looked up a few at a time: asked again, the service knows more.
  let timer = 0
  const lookFurther = () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (box.isConnected) void check()
    }, 1000)
  }

  const take = () => {
    const text = input.value
    input.value = ''
    add(text)
  }
  box.addEventListener('click', event => {
    if (event.target === box) input.focus()
  })
  // A comma may be within a name, as in `Vidal, Rosa <rosa@example.org>`, until there is an address or a number.
  const isEnd = (/** @type {string} */ key) =>
    ['Enter', ';', '；'].includes(key) || (/[,，、]/.test(key) && /@|^\s*\+\d/.test(input.value))
  input.addEventListener('keydown', event => {
    if (isEnd(event.key) && !event.isComposing && input.value.trim() !== '') {
      event.preventDefault()
      take()
    } else if (event.key === 'Backspace' && input.value === '' && entries.length > 0) {
      entries = entries.slice(0, -1)
      show()
      void check()
    }
  })
  input.addEventListener('paste', event => {
    const pasted = event.clipboardData?.getData('text/plain') ?? ''
    if (!/[\s,;<@，、；＠،؛]/.test(pasted)) return
    event.preventDefault()
    const text = input.value + pasted
    input.value = ''
    add(text)
  })
  input.addEventListener('change', take)
  input.addEventListener('input', show)
  // The field that is wrong has the keyboard.
  if (area.autofocus) input.focus()
  add(area.value)
}

/** @type {[string, (element: any) => void][]} */
const improvements = [
  ['form[data-selection]', improveSelection],
  ['select[data-submits]', submitOnChange],
  ['button[data-copy]', improveCopying],
  ['details[data-preview]', improvePreview],
  ['textarea[data-chips]', improveAddresses],
]
for (const [selector, improve] of improvements)
  for (const element of document.querySelectorAll(selector)) improve(element)
