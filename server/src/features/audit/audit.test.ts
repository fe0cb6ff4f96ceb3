import {
  allOperations,
  type AllOperations,
  type OperationName,
  type Reply,
  type Verification,
} from '@augenhoehe/contracts'
import { randomUUID } from 'node:crypto'
import mongoose from 'mongoose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../testing/app.ts'
import { formWith, pdf } from '../../testing/files.ts'
import { createNewcomers } from '../../testing/newcomers.ts'
import { setUpTotp } from '../../testing/second-factor.ts'
import { close, session, somePlan } from '../../testing/sessions.ts'
import { faultOf, linkAfter, type Act, type Link } from './chain.ts'
import { verifyAudit } from './index.ts'

const at = new Date('2026-11-22T12:00:00Z')
const act = (n: number): Act => ({ actorId: `a${n}`, office: 'staff', act: 'rooms.rename', target: { n } })

/** A chain of so many links. */
function chain(length: number): Link[] {
  const links: Link[] = []
  for (let n = 1; n <= length; n++) links.push(linkAfter(links.at(-1) ?? null, act(n), at))
  return links
}

const firstFault = (links: readonly Link[]) =>
  links.map((link, index) => faultOf(links[index - 1] ?? null, link)).find(Boolean)

describe('the chain', () => {
  it('is whole as it was written', () => {
    expect(firstFault(chain(20))).toBeUndefined()
  })

  it.each<[string, (links: Link[]) => void, RegExp]>([
    [
      'a changed entry',
      (links) => (links[4]!.entry = links[4]!.entry.replace('a5', 'a6')),
      /^entry 5 is not/,
    ],
    ['a missing entry', (links) => links.splice(4, 1), /^entry 5 is missing/],
    ['a missing first entry', (links) => links.shift(), /^entry 1 is missing/],
    ['two entries that changed places', swapped, /^entry 5 (is missing|names)/],
    ['an entry written anew with its hash', rewritten, /^entry 6 does not continue/],
    ['an entry that is no JSON', (links) => (links[4] = { ...links[4]!, entry: '{' }), /^entry 5/],
  ])('shows %s', (_, spoil, fault) => {
    const links = chain(10)
    spoil(links)
    expect(firstFault(links)).toMatch(fault)
  })

  function swapped(links: Link[]) {
    const [five, six] = [links[4]!, links[5]!]
    links[4] = { ...six }
    links[5] = { ...five }
  }
  function rewritten(links: Link[]) {
    links[4] = linkAfter(links[3]!, { ...act(5), actorId: 'somebody else' }, at)
  }
})

type Audited = {
  [K in OperationName]: AllOperations[K] extends { audited: true } ? K : never
}[OperationName]

let app: TestApp
const { person, drop } = createNewcomers(() => app)
beforeAll(async () => {
  app = await startApp()
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
})

type Entries = Reply<AllOperations['audit.list']>['entries']
/** All of them, newest first, page by page. */
async function entries(): Promise<Entries> {
  const admin = app.as('platformAdmin')
  const found: Entries = []
  for (let more = true; more;) {
    const before = found.at(-1)?.n
    const page = await admin.call('audit.list', { limit: 200, ...(before !== undefined && { before }) })
    found.push(...page.entries)
    more = page.more
  }
  return found
}
const newest = async () => (await entries())[0]

/** Something a member has just written, in a thread of the moderator's room. */
async function written(thread: 'open' | 'moderated' = 'open') {
  const threadId = app.world.threads[thread]
  const { id } = await app
    .as('member')
    .call('threads.contribute', { threadId, clientId: randomUUID(), text: `Etwas ${randomUUID()}` })
  return { threadId, contributionId: id }
}

/** An association that nobody has checked yet. */
const fresh = () =>
  app.as('newcomer').call('organisations.create', {
    name: `Verein ${randomUUID().slice(0, 8)}`,
    municipality: '06531005',
    fields: ['culture'],
    languages: ['de'],
    contactEmail: 'verein@augenhoehe.example',
  })

async function evidence() {
  const { id: organisationId } = await fresh()
  const { body } = await app
    .as('newcomer')
    .sendForm(`/organisations/${organisationId}/evidence`, formWith(pdf()))
  return { organisationId, evidenceId: (body as Verification).evidence!.id }
}

async function vouched() {
  const { id: organisationId } = await fresh()
  const actingOrganisationId = app.world.organisations['brunnenstube']!
  await app.as('orgAdmin').call('organisations.vouch', { organisationId, actingOrganisationId })
  return { organisationId, actingOrganisationId }
}

/** A file with organisations, as its preview. */
async function sentIn(count = 1) {
  const form = new FormData()
  const rows = Array.from({ length: count }, () => `Haus ${randomUUID().slice(0, 8)};Gießen;Kultur`)
  form.set('file', new Blob([['Name;Ort;Themen', ...rows].join('\n')]), 'liste.csv')
  const { body } = await app.as('centreStaff').sendForm('/administration/imports', form)
  return { importId: (body as { id: string }).id }
}

const newTerm = () => ({
  clientId: randomUUID(),
  term: `Wort ${randomUUID().slice(0, 8)}`,
  variants: [],
  category: 'association',
  explanation: { de: 'Das ist ein neues Wort.' },
})

const restriction = { rule: 'off-topic', reason: 'Gehört in ein anderes Gespräch.' } as const

/** One act of each kind, by somebody whose office it is. A new operation that is audited does not compile without one. */
/** Something a visitor has just told the staff. */
async function feedback() {
  const text = `Etwas ${randomUUID()}`
  await app.as().call('feedback.send', {
    clientId: randomUUID(),
    kind: 'barrier',
    text,
    locale: 'de',
    tookMs: 20_000,
    email: 'gast@augenhoehe.example',
  })
  const { entries: all } = await app.as('centreStaff').call('feedback.list', { limit: 50 })
  const { id: feedbackId, rev } = all.find((one) => one.text === text)!
  return { feedbackId, rev }
}

const journeys: Record<Audited, () => Promise<unknown>> = {
  'feedback.answer': async () =>
    app.as('centreStaff').call('feedback.answer', { ...(await feedback()), text: 'Danke, ist behoben.' }),
  'feedback.setState': async () =>
    app.as('centreStaff').call('feedback.setState', { ...(await feedback()), state: 'closed' }),
  'threads.publish': async () => app.as('moderator').call('threads.publish', await written('moderated')),
  'threads.setLanguage': async () =>
    app.as('moderator').call('threads.setLanguage', { ...(await written()), lang: 'tr' }),
  'threads.removeTranslation': async () => {
    const which = await written()
    const { translations } = await app
      .as('member')
      .call('threads.translate', { ...which, clientId: randomUUID(), lang: 'en', text: 'Something' })
    const translationId = translations[0]!.id
    return app.as('moderator').call('threads.removeTranslation', { ...which, translationId, ...restriction })
  },
  'threads.reject': async () =>
    app.as('moderator').call('threads.reject', { ...(await written('moderated')), ...restriction }),
  'threads.hide': async () =>
    app.as('moderator').call('threads.hide', { ...(await written()), ...restriction }),
  'threads.lock': () =>
    app.as('moderator').call('threads.lock', { threadId: app.world.threads.open, ...restriction }),
  'threads.unlock': () => app.as('moderator').call('threads.unlock', { threadId: app.world.threads.open }),
  'threads.finish': () => app.as('moderator').call('threads.finish', { threadId: app.world.threads.open }),
  'threads.reopen': () => app.as('moderator').call('threads.reopen', { threadId: app.world.threads.open }),
  'threads.remove': async () =>
    app.as('moderator').call('threads.remove', { ...(await written()), ...restriction }),
  'live.plan': () =>
    moderator().call('live.plan', {
      threadId: app.world.threads.open,
      clientId: randomUUID(),
      ...somePlan(),
    }),
  'live.change': async () => {
    const sessionId = await session(app, 'planned')
    return moderator().call('live.change', { sessionId, rev: 1, ...somePlan({ title: 'Ein anderer Abend' }) })
  },
  'live.setModerators': async () =>
    moderator().call('live.setModerators', { sessionId: await session(app, 'planned'), userIds: [] }),
  'live.move': async () =>
    moderator().call('live.move', { sessionId: await session(app, 'planned'), from: 'planned', to: 'ready' }),
  'live.merge': async () => {
    const [sessionId, into] = [await session(app, 'planned'), await session(app, 'planned')]
    return moderator().call('live.merge', { sessionId, into, reason: 'Wir machen zusammen weiter.' })
  },
  'live.goTo': () => running((sessionId) => moderator().ask('live.goTo', { sessionId, from: 1, item: 2 })),
  'live.setQueue': () =>
    running((sessionId) => moderator().ask('live.setQueue', { sessionId, closed: true })),
  'live.enterHand': () => running((sessionId) => entered(sessionId)),
  'live.lowerHand': () =>
    running(async (sessionId) => {
      const { n: hand } = await entered(sessionId)
      return moderator().ask('live.lowerHand', { sessionId, hand })
    }),
  'live.call': () =>
    running(async (sessionId) => {
      await entered(sessionId)
      return moderator().ask('live.call', { sessionId, afterTurn: 0 })
    }),
  'live.turn': () =>
    running(async (sessionId) => {
      await entered(sessionId)
      const { turn } = await moderator().ask('live.call', { sessionId, afterTurn: 0 })
      return moderator().ask('live.turn', { sessionId, turn, act: 'start' })
    }),
  'live.judgeQuestion': () =>
    running(async (sessionId) => {
      const { id: questionId, rev } = await askedIn(sessionId)
      return moderator().ask('live.judgeQuestion', { sessionId, questionId, rev, to: 'called' })
    }),
  'live.mergeQuestions': () =>
    running(async (sessionId) => {
      const [{ id: questionId, rev }, { id: into }] = [await askedIn(sessionId), await askedIn(sessionId)]
      return moderator().ask('live.mergeQuestions', { sessionId, questionId, rev, into })
    }),
  'live.state': () => running((sessionId) => stated(sessionId)),
  'live.closeStatement': () =>
    running(async (sessionId) => {
      const { id: statementId } = await stated(sessionId)
      return moderator().ask('live.closeStatement', { sessionId, statementId, open: false })
    }),
  'moderation.take': async () =>
    app.as('moderator').call('moderation.take', { caseId: (await reported()).id }),
  'moderation.release': async () =>
    app.as('moderator').call('moderation.release', { caseId: (await reported()).id }),
  'moderation.decide': async () => {
    const { id: caseId, rev } = await reported()
    return app
      .as('moderator')
      .call('moderation.decide', { caseId, rev, decision: 'dismiss', reason: 'Das ist keine Werbung.' })
  },
  'moderation.decideAppeal': async () => {
    const which = await written()
    await app.as('moderator').call('threads.hide', { ...which, ...restriction })
    const { statements } = await app.as('member').call('moderation.statements', {})
    const statementId = statements[0]!.id
    await app.as('member').call('moderation.appeal', { statementId, clientId: randomUUID(), text: 'Nein.' })
    return app
      .as('centreStaff')
      .call('moderation.decideAppeal', { statementId, outcome: 'upheld', reason: 'Doch, es passt nicht.' })
  },
  'moderation.setMeasure': () =>
    app
      .as('moderator')
      .call('moderation.setMeasure', { roomId: room(), measure: 'pre-check', ...restriction }),
  'moderation.liftMeasure': () =>
    app.as('moderator').call('moderation.liftMeasure', { roomId: room(), measure: 'pre-check' }),
  'moderation.suspend': () =>
    app.as('moderator').call('moderation.suspend', {
      roomId: room(),
      userId: app.world.roles['otherMember']!.userId,
      until: new Date(Date.now() + 86_400_000).toISOString(),
      ...restriction,
    }),
  'moderation.liftSuspension': () =>
    app.as('moderator').call('moderation.liftSuspension', {
      roomId: room(),
      userId: app.world.roles['otherMember']!.userId,
    }),
  'moderation.blockOrganisation': () => app.as('orgAdmin').call('moderation.blockOrganisation', pair()),
  'moderation.unblockOrganisation': () => app.as('orgAdmin').call('moderation.unblockOrganisation', pair()),
  'results.mark': async () => moderator().call('results.mark', { ...(await written()), kind: 'task' }),
  'results.unmark': async () => {
    const { id: markId } = await moderator().call('results.mark', { ...(await written()), kind: 'task' })
    return moderator().call('results.unmark', { markId })
  },
  'results.draft': () => running((sessionId) => moderator().call('results.draft', { sessionId })),
  'results.addItem': () => withRecord(({ id: recordId }) => addItem(recordId)),
  'results.changeItem': () =>
    withRecord(async ({ id: recordId }) => {
      const { id: itemId, rev } = await addItem(recordId)
      return moderator().call('results.changeItem', { recordId, itemId, rev, ...statement('Anders gesagt.') })
    }),
  'results.moveItem': () =>
    withRecord(async ({ id: recordId }) => {
      const { id: itemId } = await addItem(recordId)
      return moderator().call('results.moveItem', { recordId, itemId, before: null })
    }),
  'results.removeItem': () =>
    withRecord(async ({ id: recordId }) => {
      const { id: itemId } = await addItem(recordId)
      return moderator().call('results.removeItem', { recordId, itemId })
    }),
  'results.answerOpenQuestion': () =>
    withRecord(async ({ id: recordId }) => {
      const { id: itemId } = await addItem(recordId, 'open-question')
      return moderator().call('results.answerOpenQuestion', { recordId, itemId, text: 'Ja, ab Mai.' })
    }),
  'results.setEasyText': () =>
    withRecord(({ id: recordId }) =>
      moderator().call('results.setEasyText', { recordId, before: null, text: 'Das ist leicht.' }),
    ),
  'results.openReview': () => withRecord(({ id }) => review(id)),
  'results.confirm': () =>
    withRecord(async ({ id: recordId, threadId }) => {
      const organisationId = app.world.organisations['brunnenstube']!
      await app.as('member').call('threads.contribute', {
        threadId,
        clientId: randomUUID(),
        text: 'Das stimmt.',
        actingOrganisationId: organisationId,
      })
      await review(recordId)
      const answer = { value: 'confirm' as const, itemId: null, text: null }
      return app.as('member').call('results.confirm', { recordId, organisationId, ...answer })
    }),
  'results.publish': () => withRecord(({ id, sessionId }) => publish(id, sessionId)),
  'results.revise': () =>
    withRecord(async ({ id: recordId, sessionId }) => {
      await publish(recordId, sessionId)
      return moderator().call('results.revise', { recordId })
    }),
  'results.createRelease': () => withRelease(async () => undefined),
  'results.changeRelease': () =>
    withRelease(({ id: releaseId, rev, lead }) =>
      moderator().call('results.changeRelease', { releaseId, rev, ...release(lead) }),
    ),
  'results.removeRelease': () =>
    withRelease(({ id: releaseId }) => moderator().call('results.removeRelease', { releaseId })),
  'results.publishRelease': () =>
    withRelease(async ({ id: releaseId, rev, lead }) => {
      const next = await moderator().call('results.changeRelease', { releaseId, rev, ...release(lead) })
      return moderator().call('results.publishRelease', { releaseId, rev: next.rev })
    }),
  'results.quote': () => withRelease(({ id }) => quoted(id)),
  'results.changeQuote': () =>
    withRelease(async ({ id: releaseId }) => {
      const { id: quoteId, rev, attribution } = await quoted(releaseId)
      const text = 'Das war ein guter Abend.'
      return app.as('centreStaff').call('results.changeQuote', { releaseId, quoteId, rev, text, attribution })
    }),
  'results.removeQuote': () =>
    withRelease(async ({ id: releaseId }) => {
      const { id: quoteId } = await quoted(releaseId)
      return app.as('centreStaff').call('results.removeQuote', { releaseId, quoteId })
    }),
  'results.createDocumentation': () => documentation(),
  'results.changeDocumentation': async () => {
    const { id: documentationId, rev } = await documentation()
    return app
      .as('centreStaff')
      .call('results.changeDocumentation', { documentationId, rev, ...meeting, place: 'Gießen' })
  },
  'results.publishDocumentation': async () => {
    const { id: documentationId, rev } = await documentation()
    return app.as('centreStaff').call('results.publishDocumentation', { documentationId, rev })
  },
  'organisations.answerForOrganisation': () =>
    app.as('centreStaff').call('organisations.answerForOrganisation', {
      organisationId: app.world.organisations['feder']!,
      answer: 'current',
      note: 'Am Telefon bestätigt.',
    }),
  'rooms.appointModerator': () =>
    app.as('platformAdmin').call('rooms.appointModerator', {
      roomId: app.world.rooms['dialog']!,
      email: app.world.roles['otherMember']!.email,
    }),
  'rooms.dismissModerator': () =>
    app.as('platformAdmin').call('rooms.dismissModerator', {
      roomId: app.world.rooms['dialog']!,
      userId: app.world.roles['otherMember']!.userId,
    }),
  'glossary.add': () => app.as('centreStaff').call('glossary.add', newTerm()),
  'glossary.change': async () => {
    const { id: termId, rev } = await app.as('centreStaff').call('glossary.add', newTerm())
    return app.as('platformAdmin').call('glossary.change', { termId, rev, hidden: true })
  },
  'rooms.create': () => app.as('centreStaff').call('rooms.create', newRoom()),
  'rooms.change': async () => {
    const { id: roomId, rev } = await made()
    return app.as('centreStaff').call('rooms.change', { roomId, rev, visibility: 'members' })
  },
  'rooms.setQuestions': async () => {
    const { id: roomId, rev } = await made()
    const { questions } = newRoom()
    return app.as('centreStaff').call('rooms.setQuestions', { roomId, rev, questions })
  },
  'rooms.archive': async () => app.as('centreStaff').call('rooms.archive', { roomId: (await made()).id }),
  'rooms.unarchive': async () => {
    const { id: roomId } = await made()
    await app.as('centreStaff').call('rooms.archive', { roomId })
    return app.as('centreStaff').call('rooms.unarchive', { roomId })
  },
  'rooms.invite': () => app.as('platformAdmin').call('rooms.invite', guest()),
  'rooms.uninvite': () => {
    const { roomId } = guest()
    const { userId } = app.world.roles['newcomer']!
    return app.as('platformAdmin').call('rooms.uninvite', { roomId, userId })
  },
  'accounts.grantAffiliation': async () =>
    app.as('centreStaff').call('accounts.grantAffiliation', await office()),
  'accounts.resetSecondFactor': async () => {
    const { email, client } = await person('Vergesslich')
    await setUpTotp(client, app.clock)
    const reset = { email, checked: 'met' as const }
    return app.as('platformAdmin').call('accounts.resetSecondFactor', reset)
  },
  'accounts.endAffiliation': async () => {
    const { affiliations } = await app.as('centreStaff').call('accounts.listAffiliations', {})
    const { id: affiliationId } = affiliations.find(({ personName }) => personName === 'Amtsfrau')!
    return app.as('centreStaff').call('accounts.endAffiliation', { affiliationId })
  },
  'organisations.acceptEvidence': async () =>
    app.as('centreStaff').call('organisations.acceptEvidence', await evidence()),
  'organisations.returnEvidence': async () =>
    app
      .as('centreStaff')
      .call('organisations.returnEvidence', { ...(await evidence()), reason: 'unreadable' }),
  'organisations.withdrawEvidence': async () =>
    app.as('newcomer').call('organisations.withdrawEvidence', await evidence()),
  'organisations.verifyKnown': async () =>
    app.as('centreStaff').call('organisations.verifyKnown', {
      organisationId: (await fresh()).id,
      how: 'visited',
      whom: 'Vorsitzende, im Vereinsheim',
    }),
  'organisations.revokeVerification': async () => {
    const { id: organisationId } = await fresh()
    await app.app.organisations.verify(organisationId)
    return app
      .as('centreStaff')
      .call('organisations.revokeVerification', { organisationId, reason: 'mistake' })
  },
  'organisations.vouch': async () => vouched(),
  'organisations.withdrawVouching': async () =>
    app.as('orgAdmin').call('organisations.withdrawVouching', await vouched()),
  'organisations.changeMember': () =>
    app.as('orgAdmin').call('organisations.changeMember', { ...inTheirAssociation(), role: 'admin' }),
  'organisations.removeMember': () =>
    app.as('orgAdmin').call('organisations.removeMember', inTheirAssociation()),
  'organisations.decideClaim': async () =>
    app.as('orgAdmin').call('organisations.decideClaim', { ...(await claimed()), admit: false }),
  'organisations.settleClaim': async () => {
    const claim = await claimed('centreStaff')
    const claims = mongoose.connection.collection('organisation_claims')
    await claims.updateMany({}, { $set: { createdAt: new Date(0) } })
    return app.as('platformAdmin').call('organisations.settleClaim', { ...claim, admit: false })
  },
  'organisations.startImport': async () =>
    app.as('centreStaff').call('organisations.startImport', { ...(await sentIn()), duplicates: 'skip' }),
  'organisations.cancelImport': async () => {
    const which = await sentIn(400)
    await app.as('centreStaff').call('organisations.startImport', { ...which, duplicates: 'skip' })
    return app.as('centreStaff').call('organisations.cancelImport', which)
  },
  'organisations.undoImport': async () => {
    const which = await sentIn()
    await app.as('centreStaff').call('organisations.startImport', { ...which, duplicates: 'skip' })
    await app.app.organisations.importsSettled()
    return app.as('centreStaff').call('organisations.undoImport', which)
  },
  'organisations.merge': async () => app.as('centreStaff').call('organisations.merge', await twoEntries()),
  'organisations.undoMerge': async () => {
    const { fromId, intoId } = await twoEntries()
    await app.as('centreStaff').call('organisations.merge', { fromId, intoId })
    return app.as('centreStaff').call('organisations.undoMerge', { fromId })
  },
  'organisations.keepApart': async () => {
    const { fromId: oneId, intoId: otherId } = await twoEntries()
    return app.as('centreStaff').call('organisations.keepApart', { oneId, otherId })
  },
  'organisations.undoKeepApart': async () => {
    const { fromId: oneId, intoId: otherId } = await twoEntries()
    const { id: apartId } = await app.as('centreStaff').call('organisations.keepApart', { oneId, otherId })
    return app.as('centreStaff').call('organisations.undoKeepApart', { apartId })
  },
  'organisations.takeBackRemoval': () =>
    app.as('orgAdmin').call('organisations.takeBackRemoval', inTheirAssociation()),
  'organisations.completeHandover': async () => {
    const { organisationId, userId: successorId } = inTheirAssociation()
    await app.as('orgAdmin').call('organisations.changeHandover', { organisationId, successorId })
    return app
      .as('orgAdmin')
      .call('organisations.completeHandover', { organisationId, successorId, stayAdmin: true })
  },
  'organisations.proposeRestoration': () => restoring(),
  'organisations.confirmRestoration': async () =>
    app.as('platformAdmin').call('organisations.confirmRestoration', await restoring()),
  'organisations.declineRestoration': async () =>
    app
      .as('platformAdmin')
      .call('organisations.declineRestoration', { ...(await restoring()), reason: 'Nicht belegt.' }),
  'organisations.withdrawRestoration': async () =>
    app.as('centreStaff').call('organisations.withdrawRestoration', await restoring()),
  'matching.introduce': async () =>
    app.as('centreStaff').call('matching.introduce', {
      clientId: randomUUID(),
      organisationIds: [(await fresh()).id, (await fresh()).id],
      reason: 'Beide suchen einen Raum.',
    }),
}

/** An open proposal of the staff; what was open before is withdrawn. */
async function restoring() {
  const staff = app.as('centreStaff')
  const { restorations } = await staff.call('organisations.listRestorations', {})
  for (const { id: restorationId, may } of restorations)
    if (may.withdraw) await staff.call('organisations.withdrawRestoration', { restorationId })
  const { id: restorationId } = await staff.call('organisations.proposeRestoration', {
    organisationId: inTheirAssociation().organisationId,
    email: app.world.roles['newcomer']!.email,
    reason: 'Niemand ist mehr zu erreichen.',
    evidence: 'Protokoll der Versammlung, am Telefon bestätigt.',
  })
  return { restorationId }
}

/** Somebody says that they belong to the association of the admin. */
async function claimed(role = 'newcomer') {
  const { organisationId } = inTheirAssociation()
  const { id } = await app.as(role).call('organisations.claim', { organisationId })
  return { claimId: id }
}
async function twoEntries() {
  const entry = () =>
    app.as('newcomer').call('organisations.create', {
      name: `Eintrag ${randomUUID()}`,
      municipality: '06531005',
      fields: ['culture'],
      languages: ['de'],
      website: 'https://eintrag.example',
    })
  return { fromId: (await entry()).id, intoId: (await entry()).id }
}

const moderator = () => app.as('moderator')
/** In a session that runs, and has ended before the next one begins. */
async function running(act: (sessionId: string) => Promise<unknown>) {
  const before = runningOne
  if (before) await close(app, before)
  runningOne = await session(app)
  return act(runningOne)
}
let runningOne: string | undefined
const entered = (sessionId: string) =>
  moderator().ask('live.enterHand', { sessionId, clientId: randomUUID(), name: 'Frau Kaya' })
const askedIn = (sessionId: string) =>
  app.as('member').ask('live.ask', { sessionId, clientId: randomUUID(), text: 'Wer trägt die Kosten?' })
const stated = (sessionId: string) =>
  moderator().ask('live.state', { sessionId, clientId: randomUUID(), text: 'Anträge sind zu lang.' })

/** The draft of what came together in a session that runs. */
const withRecord = (act: (record: { id: string; sessionId: string; threadId: string }) => Promise<unknown>) =>
  running(async (sessionId) => act(await moderator().call('results.draft', { sessionId })))
const statement = (text: string, kind: 'finding' | 'open-question' = 'finding') => ({
  questionId: null,
  kind,
  text,
  spread: null,
  spreadNote: null,
  sources: [],
  supplement: true,
  owner: null,
  due: null,
})
const addItem = (recordId: string, kind?: 'open-question') =>
  moderator().call('results.addItem', {
    recordId,
    clientId: randomUUID(),
    ...statement('Räume fehlen.', kind),
  })
async function review(recordId: string) {
  await addItem(recordId)
  const { rev } = await moderator().call('results.get', { recordId })
  return moderator().call('results.openReview', { recordId, rev })
}
async function publish(recordId: string, sessionId: string) {
  await addItem(recordId)
  await moderator().call('live.move', { sessionId, from: 'running', to: 'wrapping-up' })
  const { rev } = await moderator().call('results.get', { recordId })
  return moderator().call('results.publish', { recordId, rev, reason: 'Alle waren sich einig.' })
}
const withRelease = (act: (draft: { id: string; rev: number; lead: string }) => Promise<unknown>) =>
  withRecord(async ({ id, sessionId }) => {
    await publish(id, sessionId)
    const source = { kind: 'record' as const, id }
    return act(
      await moderator().call('results.createRelease', { clientId: randomUUID(), source, lang: 'de' }),
    )
  })
const release = (lead: string) => ({
  heading: 'Räume fehlen',
  lead,
  parts: [],
  contact: { office: 'Geschäftsstelle', email: 'presse@augenhoehe.example', phone: null },
  embargo: null,
})
const quoted = (releaseId: string) =>
  app.as('centreStaff').call('results.quote', {
    releaseId,
    clientId: randomUUID(),
    contributionId: null,
    email: app.world.roles['member']!.email,
    text: 'Das war ein schöner Abend.',
    attribution: { name: 'Samira Haddad', role: null },
  })
const meeting = { title: 'Netzwerktreffen', date: '2026-11-22', place: null, parts: [] }
const documentation = () =>
  app.as('centreStaff').call('results.createDocumentation', { clientId: randomUUID(), ...meeting })

const question = { text: { de: 'Was hilft Ihnen?' }, short: { de: 'Was hilft?' } }
const newRoom = () => ({
  clientId: randomUUID(),
  title: { de: 'Förderung finden' },
  description: { de: 'Wer fördert was?' },
  visibility: 'public' as const,
  whoMayStartThread: 'all' as const,
  questions: [question],
})
const made = () => app.as('centreStaff').call('rooms.create', newRoom())
const guest = () => ({
  roomId: app.world.rooms['moderationsrunde']!,
  email: app.world.roles['newcomer']!.email,
})
/** Somebody who belongs to no association: only they may write for an institution. */
const office = async () => ({
  email: (await person('Amtsfrau')).email,
  institution: 'Ausländerbehörde (Beispielstadt)',
  kind: 'municipality' as const,
})

const room = () => app.world.rooms['professionalisierung']!
const pair = () => ({
  organisationId: app.world.organisations['brunnenstube']!,
  blockedId: app.world.organisations['wabe']!,
})

/** A case that waits for the moderator. */
async function reported() {
  await app.as('otherMember').call('moderation.report', {
    ...(await written()),
    clientId: randomUUID(),
    rule: 'advertising',
    sentence: 'Das ist Werbung.',
  })
  const { entries: queue } = await app.as('moderator').call('moderation.queue', {})
  return queue.findLast(({ kind }) => kind === 'report')!
}

/** A member of the association that `orgAdmin` runs. */
const inTheirAssociation = () => ({
  organisationId: app.world.organisations['brunnenstube']!,
  userId: app.world.roles['member']!.userId,
})

/** What goes on after the answer says in the log how it ended. */
const ends: Partial<Record<Audited, string>> = {
  'organisations.startImport': 'organisations.importDone',
  'organisations.cancelImport': 'organisations.importStopped',
  'organisations.undoImport': 'organisations.undoImportDone',
}

describe('every act in an office', () => {
  it.each(Object.entries(journeys))('%s leaves an entry', async (name, journey) => {
    const before = (await newest())?.n ?? 0
    await journey()
    await app.app.organisations.importsSettled()
    const after = (await entries()).filter(({ n }) => n > before).map(({ act }) => act)
    const end = ends[name as Audited]
    // The act is the last one, and after it nothing but what it comes to by itself.
    expect(after.slice(0, end ? 2 : 1)).toEqual(end ? [end, name] : [name])
    expect(after.filter((one) => one === name)).toHaveLength(1)
  })

  it('is declared with the operation', () => {
    const declared = Object.entries(allOperations).filter(([, operation]) => 'audited' in operation)
    expect(declared.map(([name]) => name).toSorted()).toEqual(Object.keys(journeys).toSorted())
  })
})

describe('the log', () => {
  it('says nothing to anybody but platform admins', async () => {
    for (const role of Object.keys(app.world.roles).filter((one) => one !== 'platformAdmin')) {
      const { code } = await app.as(role).refusal('audit.list', {})
      expect(code, role).toBe('not-found')
    }
    expect((await app.as().refusal('audit.list', {})).code).toBe('session.required')
  })

  it('is not written by whoever may not act', async () => {
    const before = (await entries()).length
    const which = await written()
    await app.as('otherMember').refusal('threads.hide', { ...which, ...restriction })
    await app.as('otherRoomModerator').refusal('threads.hide', { ...which, ...restriction })
    await app.as('member').refusal('threads.lock', { threadId: which.threadId, ...restriction })
    expect(await entries()).toHaveLength(before)
  })

  it('takes back what was refused after all', async () => {
    const before = (await entries()).length
    const threadId = app.world.threads.open
    const lock = () => app.as('moderator').send('threads.lock', { threadId, ...restriction })
    const answers = await Promise.all([lock(), lock()])
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(['200', '409'])
    const acts = (await entries()).slice(0, -before).map((entry) => entry.act)
    expect(acts.toSorted()).toEqual(['not-done', 'threads.lock', 'threads.lock'])
    await app.as('moderator').call('threads.unlock', { threadId })
  })

  it('holds ids, rules and values, and nobody’s words', async () => {
    const which = await written()
    await app.as('moderator').call('threads.hide', { ...which, ...restriction })
    expect(await newest()).toMatchObject({
      actorId: app.world.roles['moderator']!.userId,
      office: 'moderator',
      target: which,
      before: { state: 'published' },
      after: { state: 'hidden', rule: 'off-topic' },
    })
    expect(JSON.stringify(await entries())).not.toContain(restriction.reason)
  })

  it('stays one chain however many act at once, and shows what was changed in the store', async () => {
    const texts = await Promise.all(Array.from({ length: 20 }, () => written()))
    const before = (await entries()).length
    await Promise.all(
      texts.map((which) => app.as('moderator').call('threads.hide', { ...which, ...restriction })),
    )
    const { count, hash } = await verifyAudit()
    expect(count).toBe(before + 20)
    await expect(verifyAudit({ n: count, hash })).resolves.toEqual({ count, hash })
    await expect(verifyAudit({ n: count, hash: '0'.repeat(64) })).rejects.toThrow(/noted/)

    const stored = mongoose.connection.collection<Link>('audit')
    await stored.deleteOne({ _id: count })
    await expect(verifyAudit({ n: count, hash })).rejects.toThrow(`entry ${count} is missing`)
    const fifth = (await stored.findOne({ _id: 5 }))!
    await stored.updateOne({ _id: 5 }, { $set: { entry: fifth.entry.replace('"n":5', '"n":5,"x":1') } })
    await expect(verifyAudit()).rejects.toThrow(/^entry 5 is not what was written/)
  })
})
