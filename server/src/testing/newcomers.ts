import type { Locale, Organisation, OrganisationDraft } from '@augenhoehe/contracts'
import { hashPassword } from '../features/accounts/index.ts'
import { Client, type TestApp } from './app.ts'

export interface Newcomer {
  id: string
  email: string
  client: Client
}

/** People and organisations that the demonstration does not have, made while a test runs. */
export function createNewcomers(app: () => TestApp) {
  const password = 'a password for tests only'
  const clients: Client[] = []
  let hash: Promise<string> | undefined
  let count = 0

  /** Somebody with a confirmed account who belongs to nothing yet. */
  async function person(name: string, locale: Locale = 'de'): Promise<Newcomer> {
    const email = `newcomer-${++count}@example.org`
    hash ??= hashPassword(password)
    const account = { name, email, password: { hash: await hash }, role: 'member' as const, locale }
    const id = await app().app.accounts.createConfirmed(account)
    const client = new Client(app().url, { email, password })
    clients.push(client)
    return { id, email, client }
  }

  const draft = (change: Partial<OrganisationDraft> = {}): OrganisationDraft => ({
    name: `Verein ${++count} in Testhausen`,
    municipality: '06531005',
    fields: ['culture'],
    languages: ['de'],
    website: 'https://verein.example',
    ...change,
  })

  /** A new organisation with the admin who registered it. */
  async function founded(change: Partial<OrganisationDraft> = {}): Promise<{
    admin: Newcomer
    organisation: Organisation
    organisationId: string
  }> {
    const admin = await person('Gründerin')
    const organisation = await admin.client.call('organisations.create', draft(change))
    return { admin, organisation, organisationId: organisation.id }
  }

  return { person, draft, founded, drop: () => clients.forEach((client) => client.drop()) }
}
