import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everybody, startApp, type TestApp } from '../../../testing/app.ts'
import { createNewcomers } from '../../../testing/newcomers.ts'
import { draftDays } from './creating.ts'
import { Drafts } from './model.ts'

let app: TestApp
const { person, draft, founded, drop } = createNewcomers(() => app)

beforeAll(async () => {
  app = await startApp()
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

const giessen = '06531005'
const dayMs = 24 * 60 * 60 * 1000

describe('a draft', () => {
  it('is kept after each step and continued on another device', async () => {
    const { client } = await person('Erste Schritte')
    expect(await client.call('organisations.getDraft', {})).toEqual({ draft: null })
    await client.call('organisations.saveDraft', {
      entries: { name: 'Schritt für Schritt', municipality: giessen },
      step: 'work',
    })
    await client.call('organisations.saveDraft', {
      entries: { fields: ['culture'], languages: ['de', 'ar'] },
      step: 'words',
    })
    const { draft: kept } = await client.call('organisations.getDraft', {})
    expect(kept).toMatchObject({
      step: 'words',
      entries: {
        name: 'Schritt für Schritt',
        municipality: giessen,
        fields: ['culture'],
        languages: ['de', 'ar'],
      },
    })
  })

  it('takes several devices without one undoing what the other saved', async () => {
    const { client } = await person('Zwei Geräte')
    await Promise.all([
      client.call('organisations.saveDraft', { entries: { name: 'Zwei Geräte' }, step: 'work' }),
      client.call('organisations.saveDraft', { entries: { selfTerm: 'Initiative' }, step: 'words' }),
      client.call('organisations.saveDraft', { entries: { foundedYear: 2016 }, step: 'contact' }),
    ])
    const { draft: kept } = await client.call('organisations.getDraft', {})
    expect(kept?.entries).toEqual({ name: 'Zwei Geräte', selfTerm: 'Initiative', foundedYear: 2016 })
  })

  it('is seen by nobody else, in no list, under no address and by no office', async () => {
    const { client } = await person('Heimlich')
    const name = 'Streng vertrauliches Vorhaben'
    await client.call('organisations.saveDraft', { entries: draft({ name }), step: 'look' })
    const { _id } = (await Drafts.findOne({ 'entries.name': name }).lean())!
    for (const reader of [app.as(), ...everybody.map((role) => app.as(role))]) {
      const listed = await reader.call('organisations.list', { search: 'vertrauliches' })
      expect(listed.organisations).toEqual([])
      const byName = await reader.refusal('organisations.get', { slug: 'streng-vertrauliches-vorhaben' })
      expect(byName.code).toBe('not-found')
      if (!reader.login) continue
      expect(await reader.call('organisations.getDraft', {})).toEqual({ draft: null })
      const alike = await reader.call('organisations.similar', { name, municipality: giessen })
      expect(alike.organisations).toEqual([])
      const members = await reader.refusal('organisations.listMembers', { organisationId: String(_id) })
      expect(members.code).toBe('not-found')
    }
  })

  it('holds words of the vocabulary and good names only', async () => {
    const { client } = await person('Falsches')
    const refused = async (entries: Record<string, unknown>) =>
      (await client.refusal('organisations.saveDraft', { entries, step: 'work' })).fields
    expect(await refused({ municipality: '99999999' })).toHaveProperty('municipality')
    expect(await refused({ fields: ['wrestling'] })).toHaveProperty('fields')
    expect(await refused({ name: 'Br\u0430unfels' })).toEqual({ 'entries.name': ['mixed-scripts'] })
    expect(await refused({ verified: true })).toHaveProperty('entries.verified')
    expect(await refused({ members: [] })).toHaveProperty('entries.members')
    expect(await client.call('organisations.getDraft', {})).toEqual({ draft: null })
  })

  it('gets the present key of a municipality that was merged', async () => {
    const { client } = await person('Alte Gemeinde')
    const kept = await client.call('organisations.saveDraft', {
      entries: { municipality: '06635005' },
      step: 'work',
    })
    expect(kept.entries.municipality).toBe('06635001')
  })

  it('is thrown away by whoever began it, and after half a year by itself', async () => {
    const { client } = await person('Weg damit')
    await client.call('organisations.saveDraft', { entries: { name: 'Vergessen' }, step: 'work' })
    await client.call('organisations.discardDraft', {})
    expect(await client.call('organisations.getDraft', {})).toEqual({ draft: null })
    await client.call('organisations.saveDraft', { entries: { name: 'Vergessen' }, step: 'work' })
    const at = app.clock.now()
    try {
      app.clock.setTo(new Date(at.getTime() + (draftDays - 1) * dayMs))
      await app.app.organisations.forgetDrafts()
      expect((await client.call('organisations.getDraft', {})).draft).not.toBeNull()
      app.clock.setTo(new Date(at.getTime() + (draftDays + 1) * dayMs))
      await app.app.organisations.forgetDrafts()
      expect((await client.call('organisations.getDraft', {})).draft).toBeNull()
    } finally {
      app.clock.setTo(null)
    }
  })

  it('is not for whoever writes for an office, nor for visitors', async () => {
    const input = { entries: { name: 'Amt' }, step: 'work' }
    expect((await app.as('municipalContact').refusal('organisations.saveDraft', input)).code).toBe(
      'action.forbidden',
    )
    expect((await app.as().refusal('organisations.saveDraft', input)).code).toBe('session.required')
  })
})

describe('publishing a draft', () => {
  it('makes an organisation that everybody finds, once, however often it is asked for', async () => {
    const { client, id } = await person('Gründet')
    const entries = draft({ name: 'Einmalig und endlich da', selfTerm: 'Selbstorganisation' })
    await client.call('organisations.saveDraft', { entries, step: 'look' })
    const answers = await Promise.all([1, 2, 3].map(() => client.send('organisations.publishDraft', {})))
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201])
    const again = await client.call('organisations.publishDraft', {})
    expect(again).toMatchObject({ name: 'Einmalig und endlich da', ownRole: 'admin', verified: false })
    const { organisations } = await app.as().call('organisations.list', { search: 'einmalig endlich' })
    expect(organisations.map(({ slug }) => slug)).toEqual(['einmalig-und-endlich-da'])
    expect(await app.app.organisations.membershipsOf(id)).toHaveLength(1)
    expect(await client.call('organisations.getDraft', {})).toEqual({ draft: null })
  })

  it('begins anew after the first one', async () => {
    const { client } = await person('Zweimal')
    for (const name of ['Erster von zweien', 'Zweiter von zweien']) {
      await client.call('organisations.saveDraft', { entries: draft({ name }), step: 'look' })
      expect(await client.call('organisations.publishDraft', {})).toMatchObject({ name })
    }
  })

  it('names what is missing and keeps the draft', async () => {
    const { client } = await person('Unfertig')
    await client.call('organisations.saveDraft', {
      entries: { name: 'Noch nicht fertig', municipality: giessen },
      step: 'look',
    })
    const missing = await client.refusal('organisations.publishDraft', {})
    expect(missing.code).toBe('request.invalid')
    expect(Object.keys(missing.fields ?? {}).toSorted()).toEqual(['fields', 'languages'])
    await client.call('organisations.saveDraft', {
      entries: { fields: ['culture'], languages: ['de'], contactEmail: null },
      step: 'look',
    })
    expect((await client.refusal('organisations.publishDraft', {})).fields).toHaveProperty('contactEmail')
    expect((await client.call('organisations.getDraft', {})).draft).not.toBeNull()
  })

  it('refuses what is registered already, however it is spelled or looks, and keeps the draft', async () => {
    await founded({ name: 'KOMETA' })
    const { client } = await person('Doppelt')
    await client.call('organisations.saveDraft', {
      entries: draft({ name: '\u041a\u041e\u041c\u0415\u0422\u0410' }),
      step: 'look',
    })
    const refused = await client.refusal('organisations.publishDraft', {})
    expect(refused).toMatchObject({ code: 'conflict', fields: { name: [expect.any(String)] } })
    expect((await client.call('organisations.getDraft', {})).draft).not.toBeNull()
  })

  it('without a draft is not possible', async () => {
    const { client } = await person('Nichts')
    expect((await client.refusal('organisations.publishDraft', {})).code).toBe('not-found')
  })

  it('is repeated when the platform ended before the draft knew of it', async () => {
    const { client } = await person('Abgebrochen')
    await client.call('organisations.saveDraft', { entries: draft({ name: 'Mittendrin' }), step: 'look' })
    const first = await client.call('organisations.publishDraft', {})
    await Drafts.updateOne(
      { _id: new mongoose.Types.ObjectId(first.id) },
      { $set: { published: false, entries: draft({ name: 'Mittendrin' }) } },
    )
    expect(await client.call('organisations.publishDraft', {})).toMatchObject({ id: first.id })
  })
})

describe('similar names', () => {
  it('are offered at the same place only, with what one is to them already', async () => {
    const { admin, organisation } = await founded({ name: 'Regenbogenbrücke Gießen e. V.' })
    await founded({ name: 'Regenbogenbrücke', municipality: '06611000' })
    const { client } = await person('Sucht')
    const asked = { name: 'Regenbogen-Bruecke', municipality: giessen }
    const { organisations } = await client.call('organisations.similar', asked)
    expect(organisations).toEqual([
      {
        id: organisation.id,
        slug: organisation.slug,
        name: organisation.name,
        municipality: giessen,
        verified: false,
        own: null,
      },
    ])
    const own = await admin.client.call('organisations.similar', asked)
    expect(own.organisations.map((one) => one.own)).toEqual(['member'])
  })

  it('do not tell of a profile that moderators hid', async () => {
    const { organisation } = await founded({ name: 'Verborgenheit' })
    await app.app.organisations.hideProfile(organisation.id, 'a'.repeat(24))
    const { client } = await person('Sucht weiter')
    const { organisations } = await client.call('organisations.similar', {
      name: 'Verborgenheit',
      municipality: giessen,
    })
    expect(organisations).toEqual([])
  })
})

describe('registering without a draft', () => {
  it('needs a way of contact, too', async () => {
    const { client } = await person('Unerreichbar')
    const refused = await client.refusal('organisations.create', { ...draft({ website: null }) })
    expect(refused.fields).toHaveProperty('contactEmail')
    await client.call('organisations.create', draft({ website: null, contactPhone: '0641 12345' }))
  })
})
