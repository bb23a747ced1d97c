/** Everything that can be found wrong with a set-up: closed, so that each has a test and a line in docs/mistakes.md. */
export type FindingCode =
  | 'tenant_unreachable'
  | 'domain_unknown'
  | 'custom_domain_not_ready'
  | 'clock_wrong'
  | 'management_refused'
  | 'management_scopes_missing'
  | 'client_secret_refused'
  | 'client_unknown'
  | 'callbacks_missing'
  | 'audience_unknown'
  | 'mail_unreachable'
  | 'mail_key_refused'
  | 'mail_key_may_not_send'
  | 'sender_not_verified'
  | 'smtp_refused'
  | 'smtp_unreachable'
  | 'address_unreachable'
  | 'address_of_another'
  | 'gate_differs'
  | 'settings_missing'
  | 'deploy_credentials_refused'
  | 'deploy_scopes_missing'
  | 'not_deployed'
  | 'actions_differ'
  | 'bindings_not_first'
  | 'partials_missing'
  | 'connection_not_enabled'
  | 'sign_up_closed'
  | 'service_absent'
  | 'service_differs'
  | 'ledger_unavailable'
  | 'ledger_missing'
  | 'ledger_newer'
  | 'ledger_damaged'

/** One thing that is wrong, in a sentence, and what to do about it, in another. Neither holds a secret. */
export interface Finding {
  readonly code: FindingCode
  /** An error stops people from joining; a warning stops some of them, or may later. */
  readonly severity: 'error' | 'warning'
  readonly problem: string
  readonly cure: string
}
