/** Nobody is stopped by a limit while something else is measured. */
export const unlimitedPolicy = {
  limits: {
    ...{ per_inviter_per_day: 10 ** 9, per_recipient_per_day: 10 ** 6 },
    ...{ per_tenant_per_day: 10 ** 9, per_ip_per_hour: 10 ** 9 },
  },
}
