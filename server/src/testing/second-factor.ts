import type { SecondStep } from '@augenhoehe/contracts'
import { generateSync } from 'otplib'
import type { Clock } from '../platform/clock.ts'
import type { Client } from './app.ts'

/** An authenticator app on somebody's telephone. */
export interface AuthenticatorApp {
  /** The code of now, or of so many steps of 30 seconds from now. */
  code: (steps?: number) => string
}

export function authenticatorApp(secret: string, clock: Clock): AuthenticatorApp {
  return {
    code: (steps = 0) =>
      generateSync({ secret, epoch: Math.floor(clock.now().getTime() / 1000) + steps * 30 }),
  }
}

/** Sets up codes by app for whoever the client belongs to; the code of now is used up by it. */
export async function setUpTotp(client: Client, clock: Clock) {
  const { secret } = await client.call('accounts.beginTotp', {})
  const app = authenticatorApp(secret, clock)
  const { recoveryCodes } = await client.call('accounts.confirmTotp', { totp: app.code() })
  return { secret, app, recoveryCodes: recoveryCodes ?? [] }
}

/** The first step of a sign-in with a password: the ticket for the second one. */
export async function firstStep(client: Client, login = client.login!): Promise<SecondStep> {
  const { email, password } = login
  const { user, secondStep } = await client.call('accounts.signIn', { email, password })
  if (user !== null || secondStep === null) throw new Error('No second step was asked for')
  return secondStep
}
