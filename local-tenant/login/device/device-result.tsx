import { Layout } from '../universal-login/layout.tsx'

/** Where the browser ends after a device's log-in: there is no application to go back to. */
export function DeviceResult({ isAllowed, reason }: { isAllowed: boolean; reason?: string }) {
  return (
    <Layout title={isAllowed ? "Congratulations, you're all set!" : 'Activation Denied'} locale="en">
      <p class="lead" role={isAllowed ? 'status' : 'alert'}>
        {isAllowed ? 'Your device is now connected.' : 'We are not able to activate your device.'}
      </p>
      {reason && <p>{reason}</p>}
    </Layout>
  )
}
