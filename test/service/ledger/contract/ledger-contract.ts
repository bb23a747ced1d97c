import { afterEach, beforeEach, describe } from 'vitest'
import type { WebhookSubscription } from '../../../../service/ledger/events/event-ledger.ts'
import type { Ledger } from '../../../../service/ledger/ledger.ts'
import { describeAttention } from './attention-contract.ts'
import { describeAudit } from './audit-contract.ts'
import { describeChanges } from './change-contract.ts'
import { describeCounters } from './counter-contract.ts'
import { describeDeliveries } from './delivery-contract.ts'
import { describeEvents } from './event-contract.ts'
import { describeGate } from './gate-contract.ts'
import { describeHandoffs } from './handoff-contract.ts'
import { describeHealth } from './health-contract.ts'
import { describeImportBatches } from './import-batch-contract.ts'
import { describeImports } from './import-contract.ts'
import { describeInvitations } from './invitation-contract.ts'
import { describeLeases } from './lease-contract.ts'
import { describeLists } from './list-contract.ts'
import { describeOutbox } from './outbox-contract.ts'
import { describeRedeem } from './redeem-contract.ts'
import { describeRedemptions } from './redemption-contract.ts'
import { describeRefusals } from './refusal-contract.ts'
import { describeRequests } from './request-contract.ts'
import { describeSentInvitations } from './sent-invitation-contract.ts'
import { describeSessions } from './session-contract.ts'
import { describeStatistics } from './statistics-contract.ts'
import { describeSweeps } from './sweep-contract.ts'

/** An empty ledger, and ways around it. */
export interface LedgerUnderTest {
  ledger: Ledger
  /** The same ledger as another process sees it, which may tell somebody of what it does. */
  another(subscriptions?: readonly WebhookSubscription[]): Promise<Ledger>
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
    describeHealth(current)
    describeInvitations(current)
    describeChanges(current)
    describeLists(current)
    describeSweeps(current)
    describeEvents(current)
    describeHandoffs(current)
    describeRedeem(current)
    describeSentInvitations(current)
    describeRedemptions(current)
    describeRefusals(current)
    describeOutbox(current)
    describeLeases(current)
    describeDeliveries(current)
    describeCounters(current)
    describeRequests(current)
    describeGate(current)
    describeImports(current)
    describeImportBatches(current)
    describeSessions(current)
    describeStatistics(current)
    describeAttention(current)
    describeAudit(current)
  })
}
