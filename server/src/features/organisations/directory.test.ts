import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startApp, type TestApp } from '../../testing/app.ts'
import { createNewcomers } from '../../testing/newcomers.ts'
import { Organisations } from './model.ts'

let app: TestApp
let site: string
const { founded, drop } = createNewcomers(() => app)

const template = `<!doctype html><html lang="de"><head><!--head--><title>Augenhöhe</title><!--/head--></head>
<body><div id="root"><!--body--><p>Das dauert</p><!--/body--></div></body></html>`

beforeAll(async () => {
  site = await mkdtemp(join(tmpdir(), 'augenhoehe-site-'))
  await writeFile(join(site, 'index.html'), template)
  app = await startApp({ site })
})
afterAll(async () => {
  drop()
  await app[Symbol.asyncDispose]()
  await rm(site, { recursive: true })
})

const list = (query: object) => app.as().call('organisations.list', query)
const names = async (query: object) => (await list(query)).organisations.map(({ name }) => name)
/** Written past the service, and read again by a platform that starts anew. */
async function stored(slug: string, set: object) {
  await Organisations.updateOne({ slug }, { $set: set, $inc: { rev: 1 } })
  await app.restart()
}

describe('where one looks', () => {
  it.each([
    [{ municipality: '06531005' }, ['Brunnenstube Gießen']],
    [{ district: '06531' }, ['Brunnenstube Gießen']],
    [{ postalCode: '35390' }, ['Brunnenstube Gießen']],
    [{ postalCode: '00000' }, []],
    [{ near: 'Giessen', radiusKm: '20' }, ['Brunnenstube Gießen', 'Feder & Faden Wetzlar e. V.']],
    [{ near: '35390', radiusKm: '20' }, ['Brunnenstube Gießen', 'Feder & Faden Wetzlar e. V.']],
    [{ near: 'Gissen', radiusKm: '20' }, ['Brunnenstube Gießen', 'Feder & Faden Wetzlar e. V.']],
    [{ near: 'Ґіссен', radiusKm: '20' }, ['Brunnenstube Gießen', 'Feder & Faden Wetzlar e. V.']],
    [{ near: 'Geissen', radiusKm: '20' }, ['Brunnenstube Gießen', 'Feder & Faden Wetzlar e. V.']],
  ])('%j', async (query, expected) => {
    expect(await names(query)).toEqual(expected)
  })

  it('orders by distance and says it, page by page', async () => {
    const near = { near: '06531005' }
    const { organisations, near: place, total } = await list({ ...near, limit: 100 })
    expect(place).toEqual({ municipality: '06531005', name: 'Gießen' })
    const distances = organisations.map(({ distanceKm }) => distanceKm!)
    expect(distances).toEqual(distances.toSorted((a, b) => a - b))
    expect(distances[0]).toBe(0)
    const seen: string[] = []
    let cursor: string | null | undefined
    do {
      const page = await list({ ...near, limit: 2, ...(cursor && { cursor }) })
      seen.push(...page.organisations.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor)
    expect([seen, seen.length]).toEqual([organisations.map(({ id }) => id), total])
  })

  it('puts what may have been meant after what was typed, however near it is', async () => {
    await founded({ name: 'Wade am Fluss', municipality: '06531005' })
    const found = ['Wabe Offenbach', 'Wade am Fluss']
    expect(await names({ search: 'Wabe', near: 'Gießen' })).toEqual(found)
    expect(await names({ search: 'Wabe' })).toEqual(found)
    expect(await names({ search: 'Wabe', order: 'newest' })).toEqual(found)
    expect(await names({ search: 'Wade', near: 'Offenbach' })).toEqual(found.toReversed())
  })

  it('says that a place is not known instead of finding nothing', async () => {
    const { near, total } = await list({ near: 'Atlantis' })
    expect(near).toBeNull()
    expect(total).toBe((await list({})).total)
  })

  it('counts districts wherever one looks, but only what one looks for', async () => {
    const everywhere = await list({ field: 'culture' })
    const there = await list({ field: 'culture', district: '06531' })
    expect(there.districts).toEqual(everywhere.districts)
    expect(there.total).toBe(everywhere.districts['06531'])
    const sum = Object.values(everywhere.districts).reduce((a, b) => a + b, 0)
    expect(sum).toBe(everywhere.total)
  })
})

describe('a row', () => {
  it('says what they offer and seek, from the moment it is published, and can be found by it', async () => {
    const { admin, organisationId, organisation } = await founded({ name: 'Lastenradkollektiv' })
    const publish = { organisationId, category: 'interpreting', title: 'Dolmetschen beim Arzt' }
    const { id } = await admin.client.call('offers.publish', publish)
    const [row] = (await list({ search: 'lastenradkollektiv' })).organisations
    expect(row?.listings).toEqual([{ kind: 'offer', title: publish.title }])
    expect(row).not.toHaveProperty('selfDescription')
    expect(await names({ offers: 'interpreting' })).toContain(organisation.name)
    await admin.client.call('offers.setState', { id, state: 'paused' })
    expect(await names({ offers: 'interpreting' })).not.toContain(organisation.name)
  })

  it('of whom nobody stands by comes last and says so', async () => {
    const before = await names({ limit: 100 })
    await stored('brunnenstube-giessen', { dormantSince: new Date() })
    const after = await list({ limit: 100 })
    expect(before[0]).toBe('Brunnenstube Gießen')
    expect(after.organisations.at(-1)).toMatchObject({ name: 'Brunnenstube Gießen', currency: 'dormant' })
    await stored('brunnenstube-giessen', { dormantSince: null })
  })

  it('comes first when it is the newest and one asks for that', async () => {
    app.clock.setTo(new Date(Date.now() + 120_000))
    const { organisation } = await founded({ name: 'Ganz frisch dabei' })
    expect((await names({ order: 'newest', limit: 3 }))[0]).toBe(organisation.name)
    app.clock.setTo(null)
  })
})

describe('a page before the program runs', () => {
  const page = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${app.url}${path}`, {
      redirect: 'manual',
      headers: { Accept: 'text/html', 'Accept-Language': 'de', ...headers },
    })
    return { response, text: await response.text() }
  }

  it('lists organisations with links, a form and the way on', async () => {
    const { text, response } = await page('/organisationen?suche=wabe')
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(text).toContain('<a href="/organisationen/wabe-offenbach"><bdi>Wabe Offenbach</bdi></a>')
    expect(text).toMatch(/<form action="\/organisationen" method="get">/)
    expect(text).toMatch(/<title>Organisationen · Augenhöhe<\/title>/)
    expect(text).toContain('<link rel="canonical" href="http://localhost/organisationen"')
    expect(text).not.toContain('Das dauert')
    const answer = JSON.parse(/id="first-answer">(.*?)<\/script>/s.exec(text)![1]!) as { input: object }
    expect(answer.input).toEqual({ search: 'wabe', limit: 30 })
  })

  it('keeps words apart, also for whoever reads the text alone', async () => {
    await founded({ name: 'Getrennte Worte' })
    const { text } = await page('/organisationen?suche=getrennte')
    const read = text
      .slice(text.indexOf('<main'))
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/\s+/g, ' ')
    expect(read).toContain('1 Verein, ganz Hessen')
    expect(read).toContain('Gießen neu dabei noch nicht geprüft Kultur')
  })

  it('offers the list as a file, and ways on where nothing was found', async () => {
    const { text } = await page('/organisationen?suche=wabe&kreis=06413')
    const [, csv] = /href="([^"]*export\.csv[^"]*)"/.exec(text)!
    expect(csv).toBe('/api/organisations/export.csv?search=wabe&amp;district=06413')
    const file = await fetch(`${app.url}${csv!.replaceAll('&amp;', '&')}`)
    expect((await file.text()).split('\r\n').filter(Boolean)).toHaveLength(2)
    const none = await page('/organisationen?suche=qqqq&naehe=Gissen&umkreis=10&thema=culture')
    expect(none.text).not.toContain('export.csv')
    const address = /href="([^"]*)">Bis 25 km weit suchen/.exec(none.text)![1]!.replaceAll('&amp;', '&')
    expect(new URL(address, app.url).searchParams.get('umkreis')).toBe('25')
    for (const words of ['Ganz Hessen zeigen', 'In allen Themen suchen', 'Alle Vereine zeigen'])
      expect(none.text).toContain(words)
  })

  it('speaks the language of the browser', async () => {
    const { text } = await page('/organisationen', { 'Accept-Language': 'ar-SY,de;q=0.5' })
    expect(text).toContain('<html lang="ar" dir="rtl">')
  })

  it('leaves out what an address says that is no filter', async () => {
    const { text, response } = await page('/organisationen?thema=%3Cscript%3E&suche=wabe&umkreis=viel')
    expect(response.status).toBe(200)
    expect(text).toContain('Wabe Offenbach')
    expect(text).not.toContain('<script>')
  })

  it('shows a profile as a visitor may see it, for people and for search engines', async () => {
    const { admin, organisationId, organisation } = await founded({ name: 'Haus der Worte' })
    await admin.client.call('organisations.change', {
      organisationId,
      selfDescription: 'Wir lesen & schreiben.',
      contactEmail: 'innen@example.org',
      meetingPlace: 'Hinterhof',
      visibility: { contactEmail: 'members', meetingPlace: 'signed-in' },
    })
    const { text } = await page(`/organisationen/${organisation.slug}`)
    expect(text).toContain('Wir lesen &amp; schreiben.')
    expect(text).not.toMatch(/innen@example\.org|Hinterhof/)
    const described = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)![1]!
    expect(JSON.parse(described)).toMatchObject({
      '@type': 'Organization',
      name: 'Haus der Worte',
      description: 'Wir lesen & schreiben.',
    })
    expect(text).toContain('<meta property="og:title" content="Haus der Worte"')
  })

  it('never lets a text become part of the page', async () => {
    const markup = `</script><script>alert("1")</script>'"&`
    const { admin, organisationId, organisation } = await founded({ name: 'Zeichensalat' })
    await admin.client.call('organisations.change', { organisationId, selfDescription: markup })
    for (const path of [
      `/organisationen/${organisation.slug}`,
      `/organisationen?suche=${encodeURIComponent(`zeichensalat ${markup}`)}`,
    ]) {
      const { text } = await page(path)
      expect(text).not.toContain('alert("1")</script>')

      expect(text.match(/<script(?! type="application\/(?:ld\+)?json")/g)).toBeNull()
    }
  })

  it('does not know hidden organisations, nor pages that are none', async () => {
    const { organisation } = await founded({ name: 'Bald verborgen' })
    await stored(organisation.slug, { hiddenBy: 'a'.repeat(24) })
    const hidden = await page(`/organisationen/${organisation.slug}`)
    const nowhere = await page('/organisationen/gibt-es-nicht')
    expect([hidden.response.status, nowhere.response.status]).toEqual([404, 404])
    expect(hidden.text).toBe(nowhere.text)
    expect((await page('/organisationen?suche=verborgen')).text).not.toContain('Bald verborgen')
    expect((await page('/sitemap.xml')).text).not.toContain(organisation.slug)
    expect(await names({ search: 'Bald verborgen' })).toEqual([])
  })

  describe('has a picture of its own for links', () => {
    const pictureOf = async (slug: string, locale = 'de') => {
      const { text } = await page(`/organisationen/${slug}`, { 'Accept-Language': locale })
      return /property="og:image" content="http:\/\/localhost([^"]*)"/.exec(text)?.[1]
    }
    const fetched = async (path: string) => {
      const response = await fetch(`${app.url}${path}`, { redirect: 'manual' })
      return { response, bytes: Buffer.from(await response.arrayBuffer()) }
    }

    it('with its size, kept for an hour, and another one when the name changes', async () => {
      const { admin, organisation, organisationId } = await founded({ name: 'Bildschön in Gießen' })
      const path = (await pictureOf(organisation.slug))!
      const { response, bytes } = await fetched(path)
      expect(response.headers.get('content-type')).toBe('image/png')
      expect(response.headers.get('cache-control')).toBe('public, max-age=3600')
      expect(bytes.subarray(1, 4).toString()).toBe('PNG')
      expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630])
      expect(bytes.length).toBeLessThan(200_000)
      expect((await fetched(path)).bytes.equals(bytes)).toBe(true)
      await admin.client.call('organisations.change', { organisationId, name: 'Noch schöner in Gießen' })
      const other = (await pictureOf(organisation.slug))!
      expect(other).not.toBe(path)
      expect((await fetched(other)).bytes.equals(bytes)).toBe(false)
      // What only accounts or members see changes nothing.
      await admin.client.call('organisations.change', {
        organisationId,
        selfTerm: 'Geheim',
        meetingPlace: 'Hinterhof',
        visibility: { selfTerm: 'members', meetingPlace: 'signed-in' },
      })
      expect(await pictureOf(organisation.slug)).toBe(other)
    })

    it('in each language and script, or the general one where letters are missing', async () => {
      const { organisation } = await founded({ name: 'جمعية النور للثقافة' })
      const [de, ar] = [await pictureOf(organisation.slug), await pictureOf(organisation.slug, 'ar')]
      expect(ar).toContain('/bild-ar.png')
      const [left, right] = [await fetched(de!), await fetched(ar!)]
      expect([left.response.status, right.response.status]).toEqual([200, 200])
      expect(left.bytes.equals(right.bytes)).toBe(false)
      const { organisation: other } = await founded({ name: 'ማሕበር ኤርትራ' })
      const { response } = await fetched((await pictureOf(other.slug))!)
      expect([response.status, response.headers.get('location')]).toEqual([302, '/share.png'])
    })

    it('not where it is hidden, merged, or nothing', async () => {
      const { organisation: into } = await founded({ name: 'Bleibt zu sehen' })
      const { organisation } = await founded({ name: 'Bild fällt weg' })
      const path = (await pictureOf(organisation.slug))!
      await stored(organisation.slug, { mergedInto: into.id })
      const moved = await fetched(path)
      expect([moved.response.status, moved.response.headers.get('location')]).toEqual([
        301,
        await pictureOf(into.slug),
      ])
      const shown = (await pictureOf(into.slug))!
      await stored(into.slug, { hiddenBy: 'a'.repeat(24) })
      for (const gone of [shown, path, '/organisationen/gibt-es-nicht/bild-de.png'])
        expect((await fetched(gone)).response.status, gone).toBe(404)
      expect(
        (await fetched(`/organisationen/${into.slug}/bild-xx.png`)).response.headers.get('content-type'),
      ).not.toBe('image/png')
    })
  })

  it('is not sent again while it is the same', async () => {
    const { response } = await page('/organisationen')
    const again = await page('/organisationen', {
      'If-None-Match': response.headers.get('etag')!,
      'Cache-Control': 'max-age=0',
    })
    expect([again.response.status, again.text]).toEqual([304, ''])
  })

  it('tells search engines what is public', async () => {
    expect((await page('/robots.txt')).text).toMatch(
      /Disallow: \/verwaltung[\s\S]*Sitemap: http:\/\/localhost\/sitemap\.xml/,
    )
    const { text, response } = await page('/sitemap.xml')
    expect(response.headers.get('content-type')).toContain('xml')
    expect(text).toContain('<loc>http://localhost/organisationen/wabe-offenbach</loc>')
  })
})
