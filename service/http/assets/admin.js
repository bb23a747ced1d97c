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
  /** @type {{ text: string, state: string, label: string }[]} */
  let entries = []
  // What was not checked, in words.
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
    const bad = entries.filter(({ state }) => state !== 'ok').length
    // The sentence comes from the service with two numbers in it that stand for ours.
    const sentence = (area.dataset.checked ?? '').replace('8888', String(entries.length - bad))
    status.textContent = entries.length > 0 ? `${sentence.replace('9999', String(bad))} ${note}`.trim() : ''
  }

  /** @param {{ text: string, state: string, label: string }} entry */
  const toChip = entry => {
    const item = document.createElement('li')
    item.className = entry.state === 'ok' ? 'chip' : 'chip chip-wrong'
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
      void check(entries.map(({ text }) => text).join('\n'), true)
    })
    item.append(button)
    return item
  }

  /** @param {string} text @param {boolean} isAll */
  const check = async (text, isAll) => {
    if (text.trim() === '') return
    try {
      const answer = await fetch(area.dataset.chips ?? '', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Form-Token': area.dataset.token ?? '' },
        body: JSON.stringify({ text: isAll ? text : [...entries.map(entry => entry.text), text].join('\n') }),
      })
      if (!answer.ok || answer.redirected) throw new TypeError('not checked')
      const checked = await answer.json()
      entries = checked.entries
      note = checked.note
      show()
    } catch {
      // The plain field is still there, and the service checks again when the form is sent.
      area.value = [...entries.map(entry => entry.text), text].join('\n')
      area.hidden = false
      box.remove()
      status.remove()
      if (label) label.htmlFor = area.id
    }
  }

  const take = () => {
    const text = input.value
    input.value = ''
    return check(text, false)
  }
  box.addEventListener('click', event => {
    if (event.target === box) input.focus()
  })
  input.addEventListener('keydown', event => {
    const isEnd = ['Enter', ',', ';'].includes(event.key) && !event.isComposing
    if (isEnd && input.value.trim() !== '') {
      event.preventDefault()
      void take()
    } else if (event.key === 'Backspace' && input.value === '' && entries.length > 0) {
      entries = entries.slice(0, -1)
      show()
    }
  })
  input.addEventListener('paste', event => {
    const pasted = event.clipboardData?.getData('text/plain') ?? ''
    if (!/[\s,;<@]/.test(pasted)) return
    event.preventDefault()
    void check(input.value + pasted, false)
    input.value = ''
  })
  input.addEventListener('change', () => void take())
  input.addEventListener('input', show)
  // The field that is wrong has the keyboard.
  if (area.autofocus) input.focus()
  if (area.value.trim() !== '') void check(area.value, true)
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
