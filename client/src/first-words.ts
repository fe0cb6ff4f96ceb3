import type { ParseKeys } from 'i18next'

/**
 * What pages say before the program runs. The build takes the words out of the locale files, the server writes them
 * into its answer: the very words, in the place, in which the page then draws them.
 */
interface FirstWords {
  /**
   * Where the head of the page stands. start: the first page, with its search and its doors. page: in a column of
   * reading width. wide: in all the room. column: of a longer form. form: of a short one. search: over a search field.
   */
  look: 'start' | 'page' | 'wide' | 'column' | 'form' | 'search'
  words: Readonly<Record<string, ParseKeys> & { title: ParseKeys; lead?: ParseKeys }>
}

export const firstWords: Readonly<Record<string, FirstWords>> = {
  '/': {
    look: 'start',
    words: {
      title: 'start.title',
      lead: 'start.lead',
      search: 'organisations.directory.search',
      placeholder: 'organisations.directory.placeholder',
      submit: 'organisations.directory.submit',
      examples: 'start.examples',
      live: 'rooms.session.live',
      soon: 'rooms.session.soon',
      doors: 'start.doors',
      rooms: 'common.nav.rooms',
      roomsText: 'start.roomsText',
      matching: 'common.nav.matching',
      matchingText: 'start.matchingText',
      dates: 'start.joining',
      datesText: 'start.joiningText',
    },
  },
  '/raeume': { look: 'page', words: { title: 'rooms.title', lead: 'rooms.lead' } },
  '/termine': { look: 'page', words: { title: 'live.dates.title', lead: 'live.dates.lead' } },
  '/mitmachen': { look: 'page', words: { title: 'live.join.title', lead: 'live.join.lead' } },
  '/ergebnisse': { look: 'page', words: { title: 'results.list.title', lead: 'results.list.lead' } },
  '/presse': { look: 'page', words: { title: 'press.list.title', lead: 'press.list.lead' } },
  '/suche': {
    look: 'search',
    words: {
      title: 'search.title',
      search: 'search.label',
      placeholder: 'search.placeholder',
      submit: 'search.submit',
    },
  },
  '/suchen-und-bieten': { look: 'wide', words: { title: 'matching.title', lead: 'matching.lead' } },
  '/moderation/zahlen': {
    look: 'page',
    words: { title: 'moderating.numbers.title', lead: 'moderating.numbers.lead' },
  },
  '/rueckmeldung': { look: 'column', words: { title: 'feedback.title', lead: 'feedback.lead' } },
  '/anmelden': { look: 'form', words: { title: 'accounts.signIn.title' } },
  '/registrieren': { look: 'form', words: { title: 'accounts.signUp.title', lead: 'accounts.signUp.lead' } },
  '/passwort-vergessen': {
    look: 'form',
    words: { title: 'accounts.forgotten.title', lead: 'accounts.forgotten.lead' },
  },
}

/** What stands above every page until somebody has closed it. */
export const firstBars = {
  draft: 'common.draftNote.text',
  draftWrong: 'common.draftNote.wrong',
  demonstration: 'common.demonstration.name',
  demonstrationText: 'common.demonstration.text',
} as const satisfies Readonly<Record<string, ParseKeys>>
