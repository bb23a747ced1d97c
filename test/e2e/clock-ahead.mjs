// Loaded before anything else into a service whose clock is to be ahead of everybody's by GUESTLIST_TEST_CLOCK_AHEAD_MS.
const aheadMs = Number(process.env.GUESTLIST_TEST_CLOCK_AHEAD_MS)
const now = Date.now

class DateAhead extends Date {
  constructor(...fields) {
    if (fields.length === 0) super(now() + aheadMs)
    else super(...fields)
  }

  static now() {
    return now() + aheadMs
  }
}

globalThis.Date = DateAhead
