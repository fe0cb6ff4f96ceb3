export interface PageSeen {
  name: string
  path: string
  /** The name before the @ of a demonstration login; nobody when left out. */
  as?: string
}

const room = 'professionalisierung'

/** Every page that people open without an account, and what members open every day. */
export async function pagesOf(url: string): Promise<readonly PageSeen[]> {
  const ask = async <T>(path: string) => (await (await fetch(`${url}/api${path}`)).json()) as T
  const { id } = await ask<{ id: string }>(`/rooms/${room}`)
  const { threads } = await ask<{ threads: { id: string; title: string }[] }>(`/rooms/${id}/threads`)
  const { records } = await ask<{ records: { id: string; kind: string }[] }>('/results')
  const { releases } = await ask<{ releases: { id: string }[] }>('/press')
  const { terms } = await ask<{ terms: { id: string }[] }>('/glossary')
  const thread = `/raeume/${room}/${threads.find(({ title }) => title.includes('Software'))!.id}`
  const session = `/raeume/${room}/${threads.find(({ title }) => title.startsWith('Live-Abend'))!.id}/live`
  const of = (kind: string) => records.find((one) => one.kind === kind)!.id
  return [
    { name: 'start', path: '/' },
    { name: 'directory', path: '/organisationen' },
    { name: 'profile', path: '/organisationen/brunnenstube-giessen' },
    { name: 'rooms', path: '/raeume' },
    { name: 'room', path: `/raeume/${room}` },
    { name: 'thread', path: thread },
    { name: 'live session', path: session },
    { name: 'dates', path: '/termine' },
    { name: 'join', path: '/mitmachen' },
    { name: 'results', path: '/ergebnisse' },
    { name: 'result', path: `/ergebnisse/${of('record')}` },
    { name: 'documentation', path: `/ergebnisse/treffen/${of('documentation')}` },
    { name: 'press', path: '/presse' },
    { name: 'press release', path: `/presse/${releases[0]!.id}` },
    { name: 'search', path: '/suche' },
    { name: 'search with hits', path: '/suche?q=verein' },
    { name: 'feed', path: '/suchen-und-bieten' },
    { name: 'how we moderate', path: '/moderation/zahlen' },
    { name: 'glossary', path: '/glossar' },
    { name: 'term', path: `/glossar/${terms[0]!.id}` },
    { name: 'imprint', path: '/impressum' },
    { name: 'privacy', path: '/datenschutz' },
    { name: 'accessibility', path: '/barrierefreiheit' },
    { name: 'feedback', path: '/rueckmeldung' },
    { name: 'sign in', path: '/anmelden' },
    { name: 'sign up', path: '/registrieren' },
    { name: 'today, member', path: '/', as: 'member' },
    { name: 'thread, member', path: thread, as: 'member' },
    { name: 'feed, member', path: '/suchen-und-bieten', as: 'org-admin' },
  ]
}
