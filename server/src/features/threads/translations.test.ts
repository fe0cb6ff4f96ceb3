import type { Contribution } from '@augenhoehe/contracts'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everybody, startApp, type Client, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app[Symbol.asyncDispose]())
const newcomers = createNewcomers(() => app)

const grounds = { rule: 'insult', reason: 'Hier fällt ein Schimpfwort.' } as const

/** Something somebody has written, and how to name it. */
async function written(who = app.as('member'), threadId = app.world.threads.open) {
  const clientId = randomUUID()
  const text = `Perşembe uygun. ${clientId}`
  const { id } = await who.call('threads.contribute', { threadId, clientId, text, lang: 'tr' })
  return { threadId, contributionId: id }
}
type Which = Awaited<ReturnType<typeof written>>

const words = (lang = 'de', text = 'Donnerstag passt.') => ({ clientId: randomUUID(), lang, text })
const translate = (who: Client, which: Which, draft = words()) =>
  who.call('threads.translate', { ...which, ...draft })

async function seen(who: Client, { threadId, contributionId }: Which): Promise<Contribution> {
  const { contributions } = await who.call('threads.contributions', { threadId, limit: 200 })
  return contributions.find(({ id }) => id === contributionId)!
}

describe('a translation', () => {
  it('stands below the original for everybody at once, by the organisation first', async () => {
    const which = await written()
    const reader = await app.as().follow(which.threadId)
    const away = await app.as('orgAdmin').follow(which.threadId)
    away.drop()
    const reply = await app.as('otherMember').call('threads.translate', {
      ...which,
      ...words(),
      actingOrganisationId: app.world.organisations['fluesse']!,
    })
    expect(reply.translations).toMatchObject([
      {
        lang: 'de',
        text: 'Donnerstag passt.',
        authorId: app.world.roles['otherMember']!.userId,
        organisation: { slug: expect.any(String) },
        outdated: false,
        editedAt: null,
      },
    ])
    expect(reply).toMatchObject({ lang: 'tr', editedAt: null })
    const has = (all: Contribution[]) =>
      all.some(({ id, translations }) => id === which.contributionId && translations.length === 1)
    await reader.until(has)
    await away.reconnect()
    await away.until(has)
    for (const one of [reader, away]) expect(one.contributions()).toEqual(await one.reload())
  })

  it('sent twice is there once, and of two people at once one is asked to look again', async () => {
    const which = await written()
    const member = app.as('otherMember')
    const draft = words()
    const twice = await Promise.all([translate(member, which, draft), translate(member, which, draft)])
    expect(twice.map(({ translations }) => translations.length)).toEqual([1, 1])
    expect(await member.refusal('threads.translate', { ...which, ...draft, text: 'Freitag' })).toMatchObject({
      code: 'conflict',
    })
    const answers = await Promise.all(
      ['member', 'orgAdmin'].map((role) =>
        app.as(role).send('threads.translate', { ...which, ...words('en') }),
      ),
    )
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409])
    expect((await seen(app.as(), which)).translations.map(({ lang }) => lang)).toEqual(['de', 'en'])
  })

  it('is outdated when the words of the original change, and only then', async () => {
    const which = await written()
    const { text } = await translate(app.as('otherMember'), which)
    const edit = async (next: string) => {
      await app.as('member').call('threads.edit', { ...which, text: next })
      return (await seen(app.as(), which)).translations[0]!
    }
    expect((await edit(text)).outdated).toBe(false)
    const outdated = await edit('Cuma uygun.')
    expect(outdated.outdated).toBe(true)
    expect((await edit(text)).outdated).toBe(false)
    await edit('Cuma uygun.')
    const change = { ...which, translationId: outdated.id, text: 'Freitag passt.' }
    const { translations } = await app.as('otherMember').call('threads.changeTranslation', change)
    expect(translations).toMatchObject([{ text: 'Freitag passt.', outdated: false }])
    expect(translations[0]?.editedAt).not.toBeNull()
  })

  it('of words that were changed while it was written is outdated from the start', async () => {
    const which = await written()
    const { editedAt } = await seen(app.as(), which)
    await app.as('member').call('threads.edit', { ...which, text: 'Cuma uygun.' })
    const { translations } = await app
      .as('otherMember')
      .call('threads.translate', { ...which, ...words(), originalEditedAt: editedAt })
    expect(translations[0]?.outdated).toBe(true)
  })

  it('into the language of the original, or in too many words, is refused', async () => {
    const which = await written()
    const member = app.as('member')
    expect(await member.refusal('threads.translate', { ...which, ...words('tr') })).toMatchObject({
      code: 'request.invalid',
      fields: { lang: expect.any(Array) },
    })
    expect(
      await member.refusal('threads.translate', { ...which, ...words('de', 'x'.repeat(10_001)) }),
    ).toMatchObject({ code: 'request.invalid' })
  })

  it('is written by whoever writes in the room and need not wait there', async () => {
    const moderated = await written(app.as('moderator'), app.world.threads.moderated)
    const open = await written()
    const may: Record<string, string[]> = { open: [], moderated: [] }
    for (const role of everybody) {
      for (const [name, which] of Object.entries({ open, moderated })) {
        const lang = `x${String.fromCodePoint(97 + everybody.indexOf(role))}`
        const { status } = await app.as(role).send('threads.translate', { ...which, ...words(lang) })
        if (status === 201) may[name]!.push(role)
      }
    }
    // The newcomer has no word published yet; the platform’s admin reads.
    expect(may).toEqual({
      open: ['member', 'otherMember', 'moderator', 'orgAdmin', 'municipalContact', 'centreStaff'],
      moderated: ['moderator'],
    })
    expect(await app.as().refusal('threads.translate', { ...open, ...words() })).toMatchObject({
      code: 'session.required',
    })
  })

  it('in a closed room, or of what is not shown, is refused like what does not exist', async () => {
    const threadId = app.world.threads.closedRoom
    const closed = await written(app.as('moderator'), threadId)
    const nowhere = { threadId: 'f'.repeat(24), contributionId: 'f'.repeat(24) }
    const [there, notThere] = await Promise.all(
      [closed, nowhere].map((which) =>
        app.as('member').refusal('threads.translate', { ...which, ...words() }),
      ),
    )
    expect(there).toEqual({ ...notThere, requestId: there!.requestId })
    expect(there).toMatchObject({ code: 'not-found' })
    const held = await written(app.as('member'), app.world.threads.moderated)
    expect(await app.as('otherMember').refusal('threads.translate', { ...held, ...words() })).toMatchObject({
      code: 'not-found',
    })
    expect(await app.as('moderator').refusal('threads.translate', { ...held, ...words() })).toMatchObject({
      code: 'conflict',
    })
  })

  it('for an association one may not write for is refused', async () => {
    const which = await written()
    const actingOrganisationId = app.world.organisations['wabe']!
    const { client } = await newcomers.person('Nadia')
    expect(
      await client.refusal('threads.translate', { ...which, ...words(), actingOrganisationId }),
    ).toMatchObject({ code: 'action.forbidden' })
  })

  it('is changed and taken back by who made it', async () => {
    const which = await written()
    const { translations } = await translate(app.as('otherMember'), which)
    const translationId = translations[0]!.id
    for (const role of ['member', 'moderator', 'orgAdmin']) {
      expect(
        await app.as(role).refusal('threads.changeTranslation', { ...which, translationId, text: 'anders' }),
      ).toMatchObject({ code: 'action.forbidden' })
      expect(
        await app.as(role).refusal('threads.withdrawTranslation', { ...which, translationId }),
      ).toMatchObject({ code: 'action.forbidden' })
    }
    const left = await app.as('otherMember').call('threads.withdrawTranslation', { ...which, translationId })
    expect(left.translations).toEqual([])
    expect(
      await app.as('otherMember').refusal('threads.withdrawTranslation', { ...which, translationId }),
    ).toMatchObject({ code: 'not-found' })
  })

  it.each(['hide', 'remove', 'withdraw'] as const)(
    'goes with what its author or a moderator %ss',
    async (act) => {
      const which = await written()
      const text = `Nur solange man das Original liest. ${randomUUID()}`
      await translate(app.as('otherMember'), which, words('de', text))
      const reader = await app.as('otherMember').follow(which.threadId)
      if (act === 'withdraw') await app.as('member').call('threads.withdraw', which)
      else await app.as('moderator').call(`threads.${act}`, { ...which, ...grounds })
      const isGone = (all: Contribution[]) =>
        all.some(({ id, state }) => id === which.contributionId && state !== 'published')
      await reader.until(isGone)
      expect(JSON.stringify(reader.contributions())).not.toContain(text)
      for (const who of [app.as(), app.as('orgAdmin')])
        expect((await seen(who, which)).translations).toEqual([])
      if (act !== 'hide') return
      await app.as('moderator').call('threads.publish', which)
      expect((await seen(app.as(), which)).translations).toHaveLength(1)
    },
  )
})

describe('a translation that a moderator takes away', () => {
  const removed = async (who = app.as('otherMember')) => {
    const which = await written()
    const { translations } = await translate(who, which, words('de', 'Du Esel, Donnerstag passt.'))
    const translationId = translations[0]!.id
    await app.as('moderator').call('threads.removeTranslation', { ...which, translationId, ...grounds })
    const { statements } = await who.call('moderation.statements', {})
    const statement = statements.find(({ place }) => place.contributionId === which.contributionId)!
    return { which, translationId, statement }
  }

  it('is gone for everybody, with reasons for who made it, and the original stands', async () => {
    const { which, translationId, statement } = await removed()
    expect(statement).toMatchObject({
      kind: 'remove-translation',
      words: 'Du Esel, Donnerstag passt.',
      rule: 'insult',
      facts: grounds.reason,
      state: 'in-force',
      appealUntil: expect.any(String),
    })
    for (const who of [app.as(), app.as('otherMember'), app.as('moderator')])
      expect(await seen(who, which)).toMatchObject({
        state: 'published',
        restriction: null,
        translations: [],
      })
    expect(
      await app.as('moderator').refusal('threads.removeTranslation', { ...which, translationId, ...grounds }),
    ).toMatchObject({ code: 'not-found' })
    const { statements } = await app.as('member').call('moderation.statements', {})
    expect(statements.some(({ place }) => place.contributionId === which.contributionId)).toBe(false)
  })

  it('comes back when an appeal overturns it, and what restricted the original stays apart', async () => {
    const { which, statement } = await removed()
    await app.as('moderator').call('threads.hide', { ...which, ...grounds })
    await app.as('moderator').call('threads.publish', which)
    const appeal = { statementId: statement.id, clientId: randomUUID(), text: 'So heißt es wörtlich.' }
    expect(await app.as('otherMember').call('moderation.appeal', appeal)).toMatchObject({ state: 'in-force' })
    const { entries } = await app.as('centreStaff').call('moderation.queue', {})
    expect(entries.find(({ id }) => id === statement.id)?.statement?.words).toBe('Du Esel, Donnerstag passt.')
    await app.as('centreStaff').call('moderation.decideAppeal', {
      statementId: statement.id,
      outcome: 'overturned',
      reason: 'Das steht im Original.',
    })
    expect((await seen(app.as(), which)).translations).toMatchObject([{ lang: 'de' }])
  })

  it('is taken away by moderators only, and by nobody of the same association', async () => {
    const which = await written()
    const { translations } = await translate(app.as('otherMember'), which)
    const input = { ...which, translationId: translations[0]!.id, ...grounds }
    for (const role of everybody.filter((one) => one !== 'moderator'))
      expect(await app.as(role).refusal('threads.removeTranslation', input)).toMatchObject({
        code: 'action.forbidden',
      })
    const own = await translate(app.as('moderator'), which, words('en'))
    const translationId = own.translations[1]!.id
    expect(
      await app.as('moderator').refusal('threads.removeTranslation', { ...input, translationId }),
    ).toMatchObject({ code: 'action.forbidden' })
  })

  it('is deleted for good when nobody can object any more', async () => {
    const { which, statement } = await removed()
    app.clock.setTo(new Date(Date.now() + 190 * 86_400_000))
    await app.app.moderation.tidy()
    app.clock.setTo(new Date())
    expect(
      await app.as('otherMember').call('moderation.statement', { statementId: statement.id }),
    ).toMatchObject({ words: null })
    expect((await seen(app.as(), which)).text).not.toBe('')
  })
})

describe('the language of a contribution', () => {
  it('is put right by its author and moderators, without an edit, also where words wait', async () => {
    for (const threadId of [app.world.threads.open, app.world.threads.moderated]) {
      const which = await written(app.as('member'), threadId)
      for (const [role, lang] of [
        ['member', 'de'],
        ['moderator', 'ku'],
      ] as const) {
        const reply = await app.as(role).call('threads.setLanguage', { ...which, lang })
        expect(reply).toMatchObject({ lang, editedAt: null })
      }
    }
    const which = await written()
    for (const role of everybody.filter((one) => one !== 'moderator' && one !== 'member'))
      expect(await app.as(role).refusal('threads.setLanguage', { ...which, lang: 'de' })).toMatchObject({
        code: 'action.forbidden',
      })
  })

  it('that is right already moves no clock', async () => {
    const which = await written()
    const before = await seen(app.as(), which)
    expect(await app.as('member').call('threads.setLanguage', { ...which, lang: 'tr' })).toEqual(before)
  })

  it('of what was taken back stays as it is', async () => {
    const which = await written()
    await app.as('member').call('threads.withdraw', which)
    expect(await app.as('member').refusal('threads.setLanguage', { ...which, lang: 'de' })).toMatchObject({
      code: 'action.forbidden',
    })
  })
})

describe('the weight of a contribution with its translations', () => {
  it('is bounded, so that a page of its thread never weighs more than 60 kB', async () => {
    const author = app.as('member')
    const { thread } = await author.call('threads.start', {
      roomId: app.world.rooms['professionalisierung']!,
      clientId: randomUUID(),
      title: 'Sehr lange Beiträge',
      text: 'Womit fangen wir an?',
    })
    const threadId = thread.id
    // Three bytes each: the heaviest that fits into ten thousand signs.
    const heavy = 'ሀ'.repeat(9_999)
    const ids: string[] = []
    for (let n = 0; n < 2; n++) {
      const { id }: Contribution = await author.call('threads.contribute', {
        threadId,
        clientId: randomUUID(),
        text: heavy,
        lang: 'am',
        ...(n > 0 && { replyTo: ids[0]! }),
      })
      ids.push(id)
    }
    const which = { threadId, contributionId: ids[1]! }
    await expect(translate(app.as('otherMember'), which, words('ti', heavy))).rejects.toThrow(
      'too long together',
    )
    const languages = [
      'de',
      'en',
      'fr',
      'tr',
      'ar',
      'uk',
      'es',
      'it',
      'pl',
      'ro',
      'ru',
      'fa',
      'ku',
      'sq',
      'hr',
    ]
    let taken = 0
    for (const lang of languages)
      taken += await translate(app.as('otherMember'), which, words(lang, 'ሀ'.repeat(700))).then(
        () => 1,
        () => 0,
      )
    expect(taken).toBeGreaterThan(5)
    expect(taken).toBeLessThan(languages.length)
    for (const aroundSeq of [1, 2, 3]) {
      const page = await app
        .as('otherMember')
        .call('threads.contributions', { threadId, limit: 50, aroundSeq })
      expect(page.contributions.length).toBeGreaterThan(0)
      expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThanOrEqual(60_000)
    }

    const { id } = await author.call('threads.contribute', {
      threadId,
      clientId: randomUUID(),
      text: 'Kurz.',
    })
    const short = { threadId, contributionId: id }
    for (const lang of languages.slice(0, 6))
      await translate(app.as('otherMember'), short, words(lang, 'ሀ'.repeat(2000)))
    await expect(author.call('threads.edit', { ...short, text: heavy })).rejects.toThrow('too long together')
    expect(await author.call('threads.edit', { ...short, text: 'Noch kürzer.' })).toMatchObject({
      text: 'Noch kürzer.',
    })
  })
})
