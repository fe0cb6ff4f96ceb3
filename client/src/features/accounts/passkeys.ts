import { call } from '../../platform/api.ts'
import { isProblem } from '../../platform/problem-error.ts'

/** Whether this browser can make and use passkeys at all. */
export const knowsPasskeys = () => 'PublicKeyCredential' in window

/** Whether somebody did not want to, took too long, or the key does not fit: all of it deserves the same words. */
export const passkeyFailed = (error: unknown) =>
  error instanceof PasskeyFailed || isProblem(error, 'second-factor.wrong')

class PasskeyFailed extends Error {}

const credential = ({ id, transports }: { id: string; transports: readonly string[] }) => ({
  id,
  type: 'public-key' as const,
  transports: [...transports] as AuthenticatorTransport[],
})

/** Lets the device make a key for this site, and adds it to the account under this name. */
export async function makePasskey(name: string) {
  const { algorithms, excludeCredentials, ...asked } = await call('accounts.beginPasskey', {})
  const { startRegistration } = await import('@simplewebauthn/browser')
  const made = await startRegistration({
    optionsJSON: {
      ...asked,
      pubKeyCredParams: algorithms.map((alg) => ({ alg, type: 'public-key' as const })),
      excludeCredentials: excludeCredentials.map(credential),
      // The device keeps whose it is, so that one signs in without saying so; and asks for PIN, finger or face.
      authenticatorSelection: {
        residentKey: 'required',
        requireResidentKey: true,
        userVerification: 'required',
      },
      attestation: 'none',
    },
  }).catch(() => {
    throw new PasskeyFailed()
  })
  const { clientDataJSON, attestationObject, transports = [] } = made.response
  return call('accounts.addPasskey', {
    name,
    passkey: { id: made.id, clientDataJSON, attestationObject, transports },
  })
}

/** Lets the device sign what the server asks for: for the sign-in with this ticket, as a proof, or for signing in. */
export async function showPasskey(ticket?: string) {
  const { allowCredentials, ...asked } = await call(
    'accounts.askPasskey',
    ticket === undefined ? {} : { ticket },
  )
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const shown = await startAuthentication({
    optionsJSON: {
      ...asked,
      allowCredentials: allowCredentials.map(credential),
      userVerification: 'required',
    },
  }).catch(() => {
    throw new PasskeyFailed()
  })
  const { clientDataJSON, authenticatorData, signature, userHandle } = shown.response
  return { id: shown.id, clientDataJSON, authenticatorData, signature, ...(userHandle && { userHandle }) }
}
