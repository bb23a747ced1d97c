import { beforeEach, describe, expect, it } from 'vitest'
import { createCachedList } from '../../../service/management/cached-list.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

let now: number
let asked: number
let isDown: boolean
const list = () =>
  createCachedList(
    async () => {
      asked++
      if (isDown) throw new Error('down')
      return [asked]
    },
    () => now,
  )

beforeEach(() => {
  ;[now, asked, isDown] = [1_000_000_000, 0, false]
})

describe('a remembered list', () => {
  it('serves for a minute, or for as long as is asked for', async () => {
    const roles = list()
    expect(await roles.read()).toEqual([1])
    now += MINUTE_MS - 1
    expect(await roles.read()).toEqual([1])
    now += 1
    expect(await roles.read()).toEqual([2])
    now += 5_000
    expect(await roles.read(5_001)).toEqual([2])
    expect(await roles.read(5_000)).toEqual([3])
  })

  it('serves on while the tenant is away, which is asked again every ten seconds', async () => {
    const roles = list()
    await roles.read()
    isDown = true
    now += MINUTE_MS
    expect(await roles.read()).toEqual([1])
    expect(asked).toBe(2)
    now += 9_999
    expect(await roles.read()).toEqual([1])
    expect(asked).toBe(2)
    now += 1
    expect(await roles.read()).toEqual([1])
    expect(asked).toBe(3)
    isDown = false
    now += 10_000
    expect(await roles.read()).toEqual([4])
  })

  it('does not serve when it is an hour old: nobody knows any more', async () => {
    const roles = list()
    await roles.read()
    isDown = true
    now += HOUR_MS - 1
    expect(await roles.read()).toEqual([1])
    now += 1
    await expect(roles.read()).rejects.toThrow('down')
  })

  it('is asked for once by all who miss it at the same time', async () => {
    const roles = list()
    expect(await Promise.all([roles.read(), roles.read(), roles.read()])).toEqual([[1], [1], [1]])
  })

  it('is asked for anew after the clock was put back', async () => {
    const roles = list()
    await roles.read()
    now -= HOUR_MS
    expect(await roles.read()).toEqual([2])
  })
})
