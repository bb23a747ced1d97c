// Shows instants in the reader's own time zone. Without it, pages say them in UTC, and say so.
function showLocalTimes() {
  /** @type {NodeListOf<HTMLTimeElement>} */
  const times = document.querySelectorAll('time[data-local]')
  for (const time of times) {
    const at = new Date(time.dateTime)
    // What has a title is done.
    if (time.title || Number.isNaN(at.getTime())) continue
    /** @type {Intl.DateTimeFormatOptions} */
    const style =
      time.dataset.local === 'long'
        ? { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZoneName: 'short' }
        : { day: 'numeric', month: 'short', ...(time.dataset.local === 'brief' ? {} : { year: 'numeric' }) }
    const format = new Intl.DateTimeFormat(time.dataset.format || document.documentElement.lang, {
      ...style,
      hour: '2-digit',
      minute: '2-digit',
    })
    // What the server wrote stays readable: the same instant, in UTC.
    time.title = time.textContent.trim()
    time.textContent = format.format(at)
  }
}
showLocalTimes()
// What live.js has added.
document.addEventListener('updated', showLocalTimes)
