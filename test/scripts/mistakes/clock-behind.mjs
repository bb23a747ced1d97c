// A machine whose clock is an hour behind.
const HOUR_MS = 3_600_000
const now = Date.now
Date.now = () => now() - HOUR_MS
