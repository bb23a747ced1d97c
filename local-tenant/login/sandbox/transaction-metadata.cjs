'use strict'
/** Limits: https://auth0.com/docs/customize/actions/limitations (transaction metadata). */
const limits = { keyLength: 64, valueBytes: 8 * 1024, totalBytes: 16 * 1024 }

/** Changes the metadata in place, so that the same execution sees it. Throws when a limit is passed. */
function setTransactionMetadata(metadata, key, value) {
  if (value === null) {
    delete metadata[key]
    return
  }
  if (!['string', 'number', 'boolean'].includes(typeof value)) {
    throw new Error('Transaction metadata values must be a string, number or boolean')
  }
  if (typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    throw new Error('Transaction metadata does not take unsafe integers')
  }
  if (key.length > limits.keyLength) throw new Error('Transaction metadata keys have at most 64 characters')
  if (Buffer.byteLength(String(value)) > limits.valueBytes) {
    throw new Error('Transaction metadata values have at most 8 KB')
  }
  if (Buffer.byteLength(JSON.stringify({ ...metadata, [key]: value })) > limits.totalBytes) {
    throw new Error('Transaction metadata has at most 16 KB')
  }
  metadata[key] = value
}

module.exports = { setTransactionMetadata }
