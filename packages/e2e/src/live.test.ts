import { randomUUID } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import live from '../../../client/src/locales/ar/live.json' with { type: 'json' }
import results from '../../../client/src/locales/ar/results.json' with { type: 'json' }
import { picture, visit, type Visitor } from './browser.ts'
import { url } from './here.ts'

const room = 'professionalisierung'
const wide = { width: 1440, height: 900 }
/** One phone reads Arabic. */
const arabic = { live, results }

async function post<Reply>({ context }: Visitor, path: string, data: object): Promise<Reply> {
  const answer = await context.request.post(`/api${path}`, { data })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return (await answer.json()) as Reply
}

/** A thread of its own, so that nothing of the demonstration is in the way. */
async function startThread(moderator: Visitor, title: string) {
  const { id } = (await (await moderator.context.request.get(`/api/rooms/${room}`)).json()) as { id: string }
  const { thread } = await post<{ thread: { id: string } }>(moderator, `/rooms/${id}/threads`, {
    clientId: randomUUID(),
    title,
    text: 'Heute Abend sprechen wir darüber, hier und im Kulturhaus.',
    questionId: 'q-prof-1',
  })
  return { id: thread.id, address: `/raeume/${room}/${thread.id}` }
}

/** A session that somebody has planned before, as far as it has come. */
async function session(moderator: Visitor, title: string, until: 'planned' | 'ready' | 'running') {
  const thread = await startThread(moderator, title)
  const { id } = await post<{ id: string }>(moderator, `/threads/${thread.id}/sessions`, {
    clientId: randomUUID(),
    title,
    startsAt: new Date().toISOString(),
    place: 'Kulturhaus, Saal 2',
    meetingUrl: null,
    topic: null,
    rule: 'first-come',
    turnSeconds: 120,
    agenda: [{ questionId: 'q-prof-1', minutes: 20 }],
    guestsMayAsk: true,
    questionsNeedApproval: true,
  })
  const states = ['planned', 'ready', 'running'] as const
  for (const [index, to] of states.slice(0, states.indexOf(until) + 1).entries())
    if (index > 0) await post(moderator, `/live/sessions/${id}/state`, { from: states[index - 1], to })
  return { id, address: thread.address }
}

async function choose(page: Page, menu: string | RegExp, item: string | RegExp) {
  await page.getByRole('button', { name: menu }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

const mine = (page: Page, label = 'Ihr Platz') => page.getByRole('region', { name: label })

/** Who waits, in order, as a page shows it; one's own place stands under one's association. */
async function orderOn(page: Page, own = '', list = 'Redeliste', you = 'Ihr Verein') {
  const names = await page.getByRole('list', { name: list }).locator('li b').allInnerTexts()
  return names.map((name) => (name === you ? own : name))
}

/**
 * When the present turn ends by a page's clock, in milliseconds of the machine that all pages run on. It is
 * read off at the moments in which the figures change, and the earliest counts: a busy page is late, never early.
 */
async function endsAt(page: Page): Promise<number> {
  return page
    .getByRole('timer')
    .first()
    .evaluate(
      (clock) =>
        new Promise<number>((done) => {
          const ends: number[] = []
          const observer = new MutationObserver(() => {
            const latin = (clock.textContent ?? '').replaceAll(/[٠-٩]/g, (digit) =>
              String(digit.charCodeAt(0) - 0x660),
            )
            const [minutes = 0, seconds = 0] = latin.split(':').map(Number)
            ends.push(performance.timeOrigin + performance.now() + (minutes * 60 + seconds) * 1000)
            if (ends.length < 3) return
            observer.disconnect()
            done(Math.min(...ends))
          })
          observer.observe(clock, { childList: true, characterData: true, subtree: true })
        }),
    )
}

async function expectSameTime(visitors: readonly Visitor[]) {
  const ends = await Promise.all(visitors.map(({ page }) => endsAt(page)))
  expect(Math.max(...ends) - Math.min(...ends), 'clocks differ').toBeLessThan(1000)
  return ends[0]!
}

/** A device whose clock is an hour fast. */
async function putClockForward({ context }: Visitor) {
  await context.addInitScript(() => {
    const ahead = 3_600_000
    const Device = Date
    globalThis.Date = class extends Device {
      constructor(...parts: [] | [number]) {
        if (parts.length === 0) super(Device.now() + ahead)
        else super(...parts)
      }
      static override now() {
        return Device.now() + ahead
      }
    } as DateConstructor
  })
}

const texts = (locator: Locator) => locator.allInnerTexts()

it('a thread goes live, everybody is heard in an order all share, and what came of it is confirmed and published', async () => {
  await using moderator = await visit(url, { as: 'moderator', ...wide })
  await using fluesse = await visit(url, { as: 'other-member' })
  await using brunnen = await visit(url, { as: 'org-admin' })
  await using feder = await visit(url, { as: 'feder-admin', locale: 'ar' })
  await using visitor = await visit(url, wide)
  const phones = [fluesse, brunnen, feder]
  const everybody = [moderator, ...phones]
  const names = {
    fluesse: 'Drei Flüsse Hanau e. V.',
    brunnen: 'Brunnenstube Gießen',
    feder: 'Feder & Faden Wetzlar e. V.',
  }
  await putClockForward(brunnen)
  await feder.context.request.patch('/api/me', { data: { locale: 'ar' } })

  // Planned on a thread, with two guiding questions.
  const title = 'Was uns weiterbringt'
  const { address } = await startThread(moderator, title)
  const desk = moderator.page
  await desk.goto(address)
  await choose(desk, 'Mehr zum Gespräch', 'Live-Sitzung planen')
  await desk.getByRole('textbox', { name: 'Ort, wenn Sie sich treffen' }).fill('Kulturhaus, Saal 2')
  await desk.getByRole('checkbox', { name: /anders oder neu machen/ }).check()
  await desk.getByRole('spinbutton', { name: /^Minuten für: Was bedeutet/ }).fill('15')
  await picture(moderator, '01-planen')
  await desk.getByRole('button', { name: 'Sitzung planen' }).click()
  await desk.waitForURL(/\/live\?termin=/)
  for (const { page } of phones) await page.goto(`${address}/live`)
  await fluesse.page.getByRole('heading', { name: title }).first().waitFor()
  await picture(fluesse, '02-geplant')
  await picture(feder, '02-geplant-ar')

  // Opened: nobody reloads.
  await desk.goto(`${address}/pult`)
  await desk.getByRole('button', { name: 'Wortmeldungen und Fragen sammeln' }).click()
  await fluesse.page.getByRole('button', { name: 'Wortmeldung' }).waitFor()
  await picture(moderator, '03-sammeln')
  await desk.getByRole('button', { name: 'Sitzung beginnen' }).click()
  await desk.getByRole('button', { name: 'Besprechen' }).and(desk.locator('[aria-current="step"]')).waitFor()
  await fluesse.page.getByText('Frage 1 von 2').waitFor()

  // Three hands, one of them in writing.
  await fluesse.page.getByRole('button', { name: 'Wortmeldung' }).click()
  await mine(fluesse.page).waitFor()
  await feder.page.getByRole('button', { name: arabic.live.dock.write }).click()
  const written = 'نحتاج إلى من يراجع طلباتنا قبل إرسالها.'
  await feder.page.getByRole('textbox', { name: arabic.live.write.label }).fill(written)
  await picture(feder, '04-schriftlich-ar')
  await feder.page.getByRole('button', { name: arabic.live.write.send }).click()
  await mine(feder.page, arabic.live.mine.label).waitFor()
  await brunnen.page.getByRole('button', { name: 'Wortmeldung' }).click()
  await mine(brunnen.page).waitFor()

  const inOrder = [names.fluesse, names.feder, names.brunnen]
  await expect.poll(() => orderOn(desk)).toEqual(inOrder)
  await expect.poll(() => orderOn(fluesse.page, names.fluesse)).toEqual(inOrder)
  await expect.poll(() => orderOn(brunnen.page, names.brunnen)).toEqual(inOrder)
  await expect
    .poll(() => orderOn(feder.page, names.feder, arabic.live.queue.title, arabic.live.queue.yourOrganisation))
    .toEqual(inOrder)
  await expect
    .poll(() => mine(fluesse.page).innerText())
    .toMatch(/als Nächstes dran,\s+weil Ihr Verein heute noch nicht gesprochen hat/)
  await expect
    .poll(() => mine(brunnen.page).innerText())
    .toMatch(/als 3\. dran,\s+weil Ihr Verein heute noch nicht gesprochen hat/)
  // And it is seen: neither below the bar at the top nor out of the window.
  const own = mine(brunnen.page).getByText('als 3. dran')
  await expect
    .poll(() =>
      own.evaluate((words) => {
        const { left, top, height } = words.getBoundingClientRect()
        return words.contains(document.elementFromPoint(left + 4, top + height / 2))
      }),
    )
    .toBe(true)
  // What somebody has handed in is read by moderators and by nobody else before its turn.
  await desk.getByText(written).waitFor()
  expect(await brunnen.page.getByText(written).count()).toBe(0)
  await picture(moderator, '05-redeliste')
  await picture(brunnen, '05-redeliste')
  await picture(feder, '05-redeliste-ar')

  // Called; the clock is the server's on every page, also on the device that is an hour ahead.
  await desk.getByRole('button', { name: `${names.fluesse} aufrufen` }).click()
  await fluesse.page.getByText('Sie sind dran', { exact: true }).waitFor()
  await desk.getByRole('button', { name: 'Starten' }).click()
  await desk.getByRole('button', { name: 'Anhalten' }).waitFor()
  const ends = await expectSameTime(everybody)
  await picture(moderator, '06-am-wort')
  await picture(fluesse, '06-am-wort')
  await picture(brunnen, '06-am-wort-andere')
  await picture(feder, '06-am-wort-ar')
  const beforeExtension = await desk.getByRole('timer').first().innerText()
  await desk.getByRole('button', { name: '+ 30 s' }).click()
  const inSeconds = (text: string) =>
    text
      .split(':')
      .map(Number)
      .reduce((minutes, seconds) => minutes * 60 + seconds)
  for (const { page } of [moderator, fluesse, brunnen])
    await expect
      .poll(async () => inSeconds(await page.getByRole('timer').first().innerText()))
      .toBeGreaterThan(inSeconds(beforeExtension))
  const later = await expectSameTime(everybody)
  expect(Math.abs(later - ends - 30_000)).toBeLessThan(1000)
  await desk.getByRole('button', { name: 'Beenden', exact: true }).click()
  await fluesse.page.getByRole('button', { name: 'Wortmeldung' }).waitFor()

  // A turn in writing is read by all; the moderator's page comes back in the middle of it.
  await desk.getByRole('button', { name: `${names.feder} aufrufen` }).click()
  await brunnen.page.getByText(written).waitFor()
  await desk.getByRole('button', { name: 'Starten' }).click()
  await desk.getByRole('button', { name: 'Anhalten' }).waitFor()
  await desk.reload()
  await desk.getByRole('button', { name: 'Anhalten' }).waitFor()
  expect(await desk.getByRole('region', { name: 'Redezeit' }).innerText()).toContain(names.feder)
  expect(await orderOn(desk)).toEqual([names.brunnen])
  await expectSameTime(everybody)
  await picture(brunnen, '07-schriftlicher-beitrag')
  await picture(moderator, '07-nach-neuladen')
  await desk.getByRole('button', { name: 'Beenden', exact: true }).click()
  await feder.page.getByRole('button', { name: arabic.live.dock.raise }).waitFor()

  // A question waits, is published, and two support it.
  const question = 'Gibt es Muster für eine Satzung?'
  await fluesse.page.getByRole('button', { name: 'Frage stellen' }).click()
  await fluesse.page.getByRole('textbox', { name: 'Ihre Frage' }).fill(question)
  await fluesse.page.getByRole('button', { name: 'Frage senden' }).click()
  await fluesse.page.getByText('Ihre Frage ist da.').waitFor()
  const pending = desk.getByRole('article', { name: question })
  await pending.waitFor()
  expect(await brunnen.page.getByText(question).count()).toBe(0)
  await picture(moderator, '08-frage-wartet')
  await pending.getByRole('button', { name: 'Freigeben' }).click()
  for (const page of [brunnen.page, feder.page]) {
    const support = page.getByRole('button', { name: `: ${question}` })
    await support.click()
    await expect.poll(() => support.getAttribute('aria-pressed')).toBe('true')
  }
  const onTheWall = (page: Page) => page.getByRole('listitem').filter({ hasText: question })
  await expect.poll(() => onTheWall(fluesse.page).innerText()).toMatch(/2\s+auch ich/)

  // The same in other words is merged into it: both askers stay, and so do those who support it.
  const again = 'من لديه نموذج لنظام أساسي؟'
  await feder.page.getByRole('button', { name: arabic.live.ask.open }).click()
  await feder.page.getByRole('textbox', { name: arabic.live.ask.label }).fill(again)
  await feder.page.getByRole('button', { name: arabic.live.ask.send }).click()
  await desk.getByRole('article', { name: again }).getByRole('button', { name: 'Zusammenlegen' }).click()
  await desk.getByRole('dialog').getByRole('button', { name: question }).click()
  await expect
    .poll(() => onTheWall(brunnen.page).innerText())
    .toMatch(/Drei Flüsse Hanau e\. V\.\u2069? und eine weitere Stimme[^]*2\s+dabei/)
  expect(await desk.getByRole('article', { name: again }).count()).toBe(0)
  await picture(brunnen, '09-fragenwand')
  await picture(feder, '09-fragenwand-ar')

  // A statement is put to everybody; the words for how opinions lie are fixed.
  const statement = 'Wir brauchen eine gemeinsame Beratung.'
  await desk.getByRole('button', { name: 'Aussage stellen' }).click()
  await desk.getByRole('textbox', { name: 'Aussage' }).fill(statement)
  await desk.getByRole('button', { name: 'Aussage zeigen' }).click()
  const votes = (page: Page) => page.getByRole('group', { name: statement })
  await votes(fluesse.page).getByRole('button', { name: 'Stimmt', exact: true }).click()
  await votes(feder.page).getByRole('button', { name: arabic.live.vote.agree, exact: true }).click()
  await votes(brunnen.page).getByRole('button', { name: 'Stimmt nicht' }).click()
  await brunnen.page.getByText('geteilt', { exact: true }).waitFor()
  await desk.getByText('geteilt', { exact: true }).waitFor()
  await votes(brunnen.page).getByRole('button', { name: 'Stimmt', exact: true }).click()
  await desk.getByText('Konsens', { exact: true }).waitFor()
  await brunnen.page.getByText('Konsens', { exact: true }).waitFor()
  await feder.page.getByText(arabic.live.label.consensus, { exact: true }).waitFor()
  await picture(brunnen, '10-stimmungsbild')
  await picture(feder, '10-stimmungsbild-ar')
  await picture(moderator, '10-stimmungsbild')

  // Somebody writes down what they said; it is marked as a result.
  const said = 'Uns hilft jemand, der einmal im Monat bei der Buchhaltung unterstützt.'
  await fluesse.page.goto(address)
  await fluesse.page.getByRole('textbox', { name: /Ihr Beitrag/ }).fill(said)
  await fluesse.page.getByRole('button', { name: 'Senden' }).click()
  await fluesse.page.getByRole('log').getByText(said).waitFor()
  await picture(fluesse, '11-gespraech-live')
  await desk.goto(address)
  const article = desk.getByRole('article').filter({ hasText: said })
  await article.hover()
  await article.getByRole('button', { name: 'Mehr', exact: true }).click()
  await desk.getByRole('menuitem', { name: 'Als Ergebnis merken' }).click()
  await desk.getByText('Der Beitrag kommt in den Entwurf des Ergebnisses.').waitFor()
  await picture(moderator, '11-gemerkt')

  // Wrapped up: no session ends without a record, or a reason why there is none.
  await desk.goto(`${address}/pult`)
  await desk.getByRole('button', { name: 'Festhalten' }).click()
  await brunnen.page.getByText('Wir halten fest').waitFor()
  await picture(moderator, '12-festhalten')
  await picture(brunnen, '12-festhalten')
  await desk.getByRole('link', { name: 'Ergebnis festhalten' }).click()
  await desk.waitForURL(/\/ergebnisse\/[0-9a-f]{24}\/bearbeiten/)
  const record = new URL(desk.url()).pathname.replace(/\/bearbeiten$/, '')
  await desk.getByText(said).first().waitFor()
  await desk.getByRole('button', { name: 'Satz 1 bearbeiten' }).click()
  const finding = 'Eine Person hilft einmal im Monat bei der Buchhaltung.'
  await desk.getByRole('textbox', { name: 'Aussage' }).fill(finding)
  await picture(moderator, '13-entwurf')
  await desk.getByRole('button', { name: 'Speichern', exact: true }).click()
  await desk.getByRole('button', { name: 'Satz 1 bearbeiten' }).waitFor()
  await desk.getByRole('button', { name: 'Vereine um Rückmeldung bitten' }).click()
  await desk.getByText('Vereine können jetzt antworten.').waitFor()

  // Two associations confirm, one sees it differently.
  for (const { page } of phones) {
    await page.goto(record)
    await page.getByText(finding).first().waitFor()
  }
  await picture(brunnen, '14-rueckmeldung')
  await picture(feder, '14-rueckmeldung-ar')
  await fluesse.page.getByRole('button', { name: 'Stimmt das? Antworten' }).click()
  await fluesse.page.getByRole('dialog').getByText('Ja, bestätigen').click()
  await fluesse.page.getByRole('button', { name: 'Antwort senden' }).click()
  await fluesse.page.getByRole('button', { name: 'Antwort ändern' }).waitFor()
  await feder.page.getByRole('button', { name: arabic.results.confirm.foot }).click()
  await feder.page.getByRole('dialog').getByText(arabic.results.confirm.confirm, { exact: true }).click()
  await picture(feder, '14-antwort-ar')
  await feder.page.getByRole('button', { name: arabic.results.confirm.send.confirm }).click()
  await feder.page.getByRole('button', { name: arabic.results.confirm.change }).waitFor()
  const dissent = 'Bei uns reicht einmal im Quartal – „öfter“ hätte niemand Zeit.'
  await brunnen.page.getByRole('button', { name: 'Stimmt das? Antworten' }).click()
  await brunnen.page.getByRole('dialog').getByText('Andere Sicht hinzufügen').click()
  await brunnen.page.getByRole('textbox', { name: 'Die Sicht Ihres Vereins' }).fill(dissent)
  await picture(brunnen, '14-andere-sicht')
  await brunnen.page.getByRole('button', { name: 'Sicht hinzufügen', exact: true }).click()
  await brunnen.page.getByRole('button', { name: 'Antwort ändern' }).waitFor()

  // Published before the time is up: all who were asked have answered, so that no reason is asked for.
  await desk.getByRole('button', { name: 'Vorschau und veröffentlichen' }).click()
  await desk.getByRole('dialog').getByText(dissent).waitFor()
  expect(await desk.getByRole('textbox', { name: 'Warum schon jetzt?' }).count()).toBe(0)
  await picture(moderator, '15-veroeffentlichen')
  await desk.getByRole('dialog').getByRole('button', { name: 'Veröffentlichen' }).click()
  await desk.waitForURL((to) => to.pathname === record)

  // Whoever comes along reads it: the statement, how it was answered, the other view word by word.
  await visitor.page.goto('/ergebnisse')
  await visitor.page.getByRole('link', { name: title }).first().click()
  await visitor.page.getByText(finding).first().waitFor()
  const page = visitor.page.getByRole('main')
  await page.getByText(dissent).waitFor()
  await page.getByText(`Andere Sicht: ${names.brunnen}`).waitFor()
  await expect
    .poll(() => page.innerText())
    .toMatch(/So haben Vereine geantwortet\s+bestätigt\s+2\s+mit Anmerkung\s+0\s+andere Sicht\s+1/)
  await picture(visitor, '16-ergebnis')
  await picture(fluesse, '16-ergebnis-am-telefon', record)
  await picture(feder, '16-ergebnis-ar', record)
  const file = await visitor.page.getByRole('link', { name: 'Text (Markdown)' }).getAttribute('href')
  const markdown = await (await visitor.context.request.get(file!)).text()
  for (const words of [title, finding, dissent, names.brunnen]) expect(markdown).toContain(words)

  // The thread tells the phases, and that there is a record.
  await visitor.page.goto(address)
  const told = visitor.page.getByRole('log')
  await told.getByText('Die Live-Sitzung ist dokumentiert.').waitFor()
  const timeline = (await texts(told)).join('\n')
  let from = 0
  for (const phase of [
    'hat eine Live-Sitzung geplant:',
    'Die Live-Sitzung ist bereit.',
    'Die Live-Sitzung läuft.',
    said,
    'Die Live-Sitzung kommt zum Schluss.',
    'Die Live-Sitzung ist dokumentiert.',
  ]) {
    const at = timeline.indexOf(phase, from)
    expect(at, phase).toBeGreaterThanOrEqual(from)
    from = at
  }
  await picture(visitor, '17-gespraech-danach')
  expect(
    await visitor.page.getByRole('link', { name: `Dokumentation lesen: ${title}` }).getAttribute('href'),
  ).toBe(record)
  await picture(feder, '17-gespraech-danach-ar', address)
  await feder.context.request.patch('/api/me', { data: { locale: 'de' } })
  for (const { complaints } of [...everybody, visitor]) expect(complaints).toEqual([])
}, 240_000)

it('a guest types the short code and asks; the question waits for the moderator', async () => {
  await using moderator = await visit(url, { as: 'moderator' })
  await using guest = await visit(url)
  await using listener = await visit(url, { as: 'member' })
  const { address } = await session(moderator, 'Gäste fragen mit', 'running')
  await moderator.page.goto(`${address}/pult`)
  await choose(moderator.page, 'Mehr zur Sitzung', 'Code zum Mitmachen zeigen')
  const shown = moderator.page.getByRole('dialog')
  await shown.getByRole('img', { name: /QR-Code/ }).waitFor()
  const code = /^[2-9A-HJKMNP-Z]{6}$/m.exec(await shown.innerText())![0]
  await picture(moderator, '20-code')
  await shown.getByRole('button', { name: 'Schließen' }).click()

  // As people type: small letters, and a space in the middle.
  await guest.page.goto('/mitmachen')
  await guest.page.getByRole('textbox', { name: 'Code' }).waitFor()
  await picture(guest, '20-mitmachen')
  await guest.page
    .getByRole('textbox', { name: 'Code' })
    .fill(`${code.slice(0, 3)} ${code.slice(3)}`.toLowerCase())
  await guest.page.getByRole('button', { name: 'Weiter' }).click()
  await guest.page.getByRole('heading', { level: 1, name: 'Gäste fragen mit' }).waitFor()
  const question = 'Darf ich auch ohne Verein mitmachen?'
  await guest.page.getByRole('textbox', { name: 'Ihre Frage' }).fill(question)
  await guest.page.getByRole('textbox', { name: /Ihr Name/ }).fill('Frau Nowak')
  await guest.page.getByRole('button', { name: 'Frage senden' }).click()
  await guest.page.getByText('Ihre Frage ist da. Sie erscheint nach der Freigabe.').waitFor()
  await picture(guest, '20-gast-hat-gefragt')

  await listener.page.goto(`${address}/live`)
  await listener.page.getByRole('heading', { name: 'Fragenwand' }).waitFor()
  const pending = moderator.page.getByRole('article', { name: question })
  await pending.getByText('Frau Nowak').waitFor()
  expect(await listener.page.getByText(question).count()).toBe(0)
  await pending.getByRole('button', { name: 'Freigeben' }).click()
  await listener.page.getByText(question).waitFor()
  for (const { complaints } of [moderator, guest, listener]) expect(complaints).toEqual([])
})

it('a session is cancelled with a reason that stands in the thread and among the dates', async () => {
  await using moderator = await visit(url, { as: 'moderator' })
  await using member = await visit(url, { as: 'member' })
  const title = 'Ein Abend, der ausfällt'
  const { address } = await session(moderator, title, 'planned')
  await member.page.goto('/termine')
  const dates = member.page.getByRole('listitem').filter({ hasText: title })
  await dates.waitFor()

  await moderator.page.goto(`${address}/pult`)
  await choose(moderator.page, 'Mehr zur Sitzung', 'Sitzung absagen')
  const dialog = moderator.page.getByRole('dialog')
  // Without a reason nothing happens.
  await dialog.getByRole('button', { name: 'Sitzung absagen' }).click()
  await dialog.getByText('Bitte schreiben Sie einen Satz.').waitFor()
  const reason = 'Die Heizung im Kulturhaus ist ausgefallen.'
  await dialog.getByRole('textbox', { name: 'Grund in einem Satz' }).fill(reason)
  await dialog.getByRole('button', { name: 'Sitzung absagen' }).click()
  await moderator.page.getByRole('heading', { name: 'Die Sitzung fällt aus' }).waitFor()
  await picture(moderator, '21-abgesagt')

  await member.page.goto('/termine')
  await dates.filter({ hasText: reason }).filter({ hasText: 'Abgesagt' }).waitFor()
  await picture(member, '21-termine')
  await member.page.goto(address)
  await member.page.getByRole('log').getByText(reason).waitFor()
  for (const { complaints } of [moderator, member]) expect(complaints).toEqual([])
})

it('of two moderators who call at once one does, and the other is told so', async () => {
  await using first = await visit(url, { as: 'moderator' })
  await using second = await visit(url, { as: 'centre-staff' })
  await using fluesse = await visit(url, { as: 'other-member' })
  await using brunnen = await visit(url, { as: 'org-admin' })
  const { address } = await session(first, 'Zwei am Pult', 'running')

  // What the second moderator's page has not heard yet, it cannot know: that is what "at once" means.
  let held: (() => void)[] | null = null
  await second.page.routeWebSocket(/\/socket\.io\//, (page) => {
    const server = page.connectToServer()
    server.onMessage((message) => {
      const deliver = () => page.send(message)
      if (held) held.push(deliver)
      else deliver()
    })
  })
  for (const { page } of [fluesse, brunnen]) {
    await page.goto(`${address}/live`)
    await page.getByRole('button', { name: 'Wortmeldung' }).click()
    await mine(page).waitFor()
  }
  for (const { page } of [first, second]) await page.goto(`${address}/pult`)
  const call = ({ page }: Visitor) => page.getByRole('button', { name: 'Drei Flüsse Hanau e. V. aufrufen' })
  await call(second).waitFor()

  held = []
  await call(first).click()
  await fluesse.page.getByText('Sie sind dran', { exact: true }).waitFor()
  await call(second).click()
  // The refusal has arrived where it was answered, and is read with everything before it.
  await expect.poll(() => held?.length).toBeGreaterThan(1)
  const late = held
  held = null
  for (const deliver of late) deliver()
  await second.page.getByText(/^Jemand war gerade schneller\./).waitFor()
  await picture(second, '22-zwei-am-pult')

  const speaker = ({ page }: Visitor) => page.getByRole('region', { name: 'Redezeit' })
  for (const moderator of [first, second]) {
    await expect.poll(() => speaker(moderator).innerText()).toContain('Drei Flüsse Hanau e. V.')
    await expect.poll(() => orderOn(moderator.page)).toEqual(['Brunnenstube Gießen'])
  }
  for (const { complaints } of [first, second, fluesse, brunnen]) expect(complaints).toEqual([])
})

/** Goes there as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator) {
  await target.waitFor()
  for (let steps = 0; steps < 80; steps++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not lead to ${String(target)}`)
}

it('the queue and the desk are worked by keyboard alone', async () => {
  await using moderator = await visit(url, { as: 'moderator' })
  await using speaker = await visit(url, { as: 'other-member' })
  const { address } = await session(moderator, 'Ohne Maus', 'running')
  const { page } = speaker
  await page.goto(`${address}/live`)
  const press = async (on: Page, name: string) => {
    await tabTo(on, on.getByRole('button', { name, exact: true }))
    await on.keyboard.press('Enter')
  }

  await press(page, 'Wortmeldung')
  await mine(page).waitFor()
  await press(page, 'Zurückziehen')
  await page.getByRole('button', { name: 'Wortmeldung', exact: true }).waitFor()
  await press(page, 'Wortmeldung')
  await mine(page).waitFor()

  const desk = moderator.page
  await desk.goto(`${address}/pult`)
  await press(desk, 'Drei Flüsse Hanau e. V. aufrufen')
  await page.getByText('Sie sind dran', { exact: true }).waitFor()
  await press(desk, 'Starten')
  await desk.getByRole('button', { name: 'Anhalten' }).waitFor()
  // The next act is at hand: the focus has stayed where the button was.
  expect(
    await desk.getByRole('button', { name: 'Anhalten' }).evaluate((it) => it === document.activeElement),
  ).toBe(true)
  await press(desk, 'Beenden')
  await page.getByRole('button', { name: 'Wortmeldung', exact: true }).waitFor()

  // A menu: opened, chosen from and left by keys.
  await press(page, 'Wortmeldung')
  await mine(page).waitFor()
  await press(desk, 'Drei Flüsse Hanau e. V.: vorziehen oder entfernen')
  await desk.getByRole('menuitem', { name: 'Vorziehen und aufrufen' }).waitFor()
  await desk.keyboard.press('Escape')
  expect(await desk.getByRole('menuitem').count()).toBe(0)
  await press(desk, 'Drei Flüsse Hanau e. V.: vorziehen oder entfernen')
  await tabToItem(desk, 'Von der Liste nehmen')
  await desk.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Wortmeldung', exact: true }).waitFor()
  for (const { complaints } of [moderator, speaker]) expect(complaints).toEqual([])
})

/** Menus are gone through by arrows. */
async function tabToItem(page: Page, name: string) {
  const item = page.getByRole('menuitem', { name })
  await item.waitFor()
  for (let steps = 0; steps < 20; steps++) {
    if (await item.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('ArrowDown')
  }
  throw new Error(`Arrows do not lead to ${name}`)
}
