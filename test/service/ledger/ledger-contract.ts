import { afterEach, beforeEach, describe } from 'vitest'
import type { Ledger } from '../../../service/ledger/ledger.ts'
import { describeCounters } from './counter-contract.ts'
import { describeGate } from './gate-contract.ts'
import { describeHandoffs } from './handoff-contract.ts'
import { describeInvitations } from './invitation-contract.ts'
import { describeOutbox } from './outbox-contract.ts'
import { describeRedeem } from './redeem-contract.ts'
import { describeRedemptions } from './redemption-contract.ts'
import { describeRefusals } from './refusal-contract.ts'

/** An empty ledger, and ways around it. */
export interface LedgerUnderTest {
  ledger: Ledger
  /** The same ledger as another process sees it. */
  another(): Promise<Ledger>
  /** Runs SQL that every engine understands, past the ledger. */
  query(sql: string): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

/** What each part of the contract is given: the ledger of the current test. */
export type CurrentLedger = () => LedgerUnderTest

/** Whatever keeps the ledger must behave like this. */
export function describeLedger(name: string, open: () => Promise<LedgerUnderTest>): void {
  describe(`the ledger on ${name}`, () => {
    let opened: LedgerUnderTest | undefined
    beforeEach(async () => {
      opened = await open()
    })
    afterEach(() => opened?.close())
    const current = () => {
      if (!opened) throw new TypeError('no ledger is open')
      return opened
    }
    describeInvitations(current)
    describeHandoffs(current)
    describeRedeem(current)
    describeRedemptions(current)
    describeRefusals(current)
    describeOutbox(current)
    describeCounters(current)
    describeGate(current)
  })
}
