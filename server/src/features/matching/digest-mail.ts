import type { Locale, Reason } from '@augenhoehe/contracts'
import { label } from '@augenhoehe/reference-data'
import { activityFieldById, languageById, needKindById } from '@augenhoehe/reference-data/taxonomy'
import type { Mail } from '../../platform/mail.ts'
import { isolated, listIn } from '../../platform/languages.ts'

interface DigestSuggestion {
  name: string
  place: string
  km: number
  reasons: readonly Reason[]
  /** There because everybody is shown to some. */
  rare: boolean
}

export interface DigestSection {
  organisation: string
  link: string
  suggestions: readonly DigestSuggestion[]
}

interface Digest {
  to: string
  locale: Locale
  sections: readonly DigestSection[]
  /** Ends the mail with one tap, without signing in. */
  endLink: string
  settingsLink: string
}

type Terms = (reason: Reason, terms: string, instead: string) => string

interface Words {
  subject: (own: string, count: number) => string
  greeting: string
  lead: string
  section: (own: string) => string
  away: (km: number) => string
  rare: string
  all: string
  end: string
  settings: string
  reason: Terms
}

const words: Record<Locale, Words> = {
  de: {
    subject: (own, count) =>
      count === 1 ? `Ein neuer Vorschlag für „${own}“` : `${count} neue Vorschläge für „${own}“`,
    greeting: 'Guten Tag,',
    lead: 'das passt neu zu Ihnen.',
    section: (own) => `Für „${own}“:`,
    away: (km) => (km < 1 ? 'am selben Ort' : `${km} km entfernt`),
    rare: 'wird sonst selten gezeigt',
    all: 'Ansehen und anfragen:',
    end: 'Diese Mail kommt höchstens einmal in der Woche. Abbestellen, ohne Anmeldung:',
    settings: 'Was bei Ihren Vorschlägen zählt, stellen Sie hier ein:',
    reason: ({ kind, direction, km }, terms, instead) => {
      switch (kind) {
        case 'complementarity':
          if (direction === 'they-seek')
            return instead
              ? `Dieser Verein sucht ${terms} – Sie bieten etwas Ähnliches: ${instead}.`
              : `Dieser Verein sucht ${terms} – Sie bieten das an.`
          return instead
            ? `Sie suchen ${terms} – dieser Verein bietet etwas Ähnliches: ${instead}.`
            : `Sie suchen ${terms} – dieser Verein bietet das an.`
        case 'peer':
          return `Sie suchen beide ${terms}. Gemeinsam geht es leichter.`
        case 'topic':
          return `Beide arbeiten zu ${terms}.`
        case 'language':
          return `Beide sprechen ${terms}.`
        case 'distance':
          return km !== null && km < 1
            ? 'Beide sind am selben Ort.'
            : `Nur ${km ?? 1} km voneinander entfernt.`
        case 'maturity':
          return direction === 'they-offer'
            ? 'Dieser Verein hat damit schon mehr Erfahrung.'
            : direction === 'they-seek'
              ? 'Sie haben damit schon mehr Erfahrung.'
              : 'Beide haben ähnlich viel Erfahrung.'
        case 'freshness':
          return 'Die Angaben sind aktuell.'
      }
    },
  },
  en: {
    subject: (own, count) =>
      count === 1 ? `A new suggestion for “${own}”` : `${count} new suggestions for “${own}”`,
    greeting: 'Hello,',
    lead: 'this newly fits you.',
    section: (own) => `For “${own}”:`,
    away: (km) => (km < 1 ? 'in the same place' : `${km} km away`),
    rare: 'rarely shown elsewhere',
    all: 'Look at it and ask:',
    end: 'This mail comes once a week at most. To end it, without signing in:',
    settings: 'What counts in your suggestions is set here:',
    reason: ({ kind, direction, km }, terms, instead) => {
      switch (kind) {
        case 'complementarity':
          if (direction === 'they-seek')
            return instead
              ? `This association seeks ${terms} – you offer something close: ${instead}.`
              : `This association seeks ${terms} – you offer it.`
          return instead
            ? `You seek ${terms} – this association offers something close: ${instead}.`
            : `You seek ${terms} – this association offers it.`
        case 'peer':
          return `You both seek ${terms}. Together it is easier.`
        case 'topic':
          return `Both work on ${terms}.`
        case 'language':
          return `Both speak ${terms}.`
        case 'distance':
          return km !== null && km < 1 ? 'Both are in the same place.' : `Only ${km ?? 1} km from each other.`
        case 'maturity':
          return direction === 'they-offer'
            ? 'This association has more experience with it.'
            : direction === 'they-seek'
              ? 'You have more experience with it.'
              : 'Both have about the same experience.'
        case 'freshness':
          return 'What it says is up to date.'
      }
    },
  },
  ar: {
    subject: (own, count) =>
      count === 1
        ? `اقتراح جديد لـ«${isolated(own)}»`
        : count === 2
          ? `اقتراحان جديدان لـ«${isolated(own)}»`
          : `اقتراحات جديدة لـ«${isolated(own)}»`,
    greeting: 'مرحبًا،',
    lead: 'هذا ما يناسبكم حديثًا.',
    section: (own) => `لـ«${isolated(own)}»:`,
    away: (km) => (km < 1 ? 'في المكان نفسه' : `على بعد ${km} كم`),
    rare: 'نادرًا ما تُعرض',
    all: 'الاطلاع وإرسال طلب:',
    end: 'تصل هذه الرسالة مرة واحدة في الأسبوع على الأكثر. لإيقافها دون تسجيل الدخول:',
    settings: 'ما يُحسب في اقتراحاتكم تحددونه هنا:',
    reason: ({ kind, direction, km }, terms, instead) => {
      switch (kind) {
        case 'complementarity':
          if (direction === 'they-seek')
            return instead
              ? `هذه الجمعية تبحث عن ${terms} – وأنتم تعرضون شيئًا قريبًا: ${instead}.`
              : `هذه الجمعية تبحث عن ${terms} – وأنتم تعرضون ذلك.`
          return instead
            ? `تبحثون عن ${terms} – وهذه الجمعية تعرض شيئًا قريبًا: ${instead}.`
            : `تبحثون عن ${terms} – وهذه الجمعية تعرض ذلك.`
        case 'peer':
          return `كلاكما يبحث عن ${terms}. معًا يكون الأمر أسهل.`
        case 'topic':
          return `كلاكما يعمل على ${terms}.`
        case 'language':
          return `كلاكما يتحدث ${terms}.`
        case 'distance':
          return km !== null && km < 1 ? 'كلاكما في المكان نفسه.' : `المسافة بينكما ${km ?? 1} كم فقط.`
        case 'maturity':
          return direction === 'they-offer'
            ? 'لدى هذه الجمعية خبرة أكبر في ذلك.'
            : direction === 'they-seek'
              ? 'لديكم خبرة أكبر في ذلك.'
              : 'خبرتكما متقاربة.'
        case 'freshness':
          return 'البيانات حديثة.'
      }
    },
  },
}

function termsIn(locale: Locale, ids: readonly string[]): string {
  const names = ids.flatMap((id) => {
    const term = needKindById(id) ?? activityFieldById(id) ?? languageById(id)
    return term ? label(term, locale) : []
  })
  return listIn(locale, names)
}

/** New suggestions with their reasons, in the reader's language; names organisations only. */
export function digestMail({ to, locale, sections, endLink, settingsLink }: Digest): Mail {
  const said = words[locale]
  const count = sections.reduce((sum, { suggestions }) => sum + suggestions.length, 0)
  const about = (one: DigestSuggestion) =>
    [
      `• ${isolated(one.name)} (${[one.place, said.away(one.km), one.rare && said.rare].filter(Boolean).join(', ')})`,
      ...one.reasons.map(
        (reason) =>
          `  ${said.reason(reason, termsIn(locale, reason.terms), termsIn(locale, reason.instead))}`,
      ),
    ].join('\n')
  const text = [
    said.greeting,
    said.lead,
    ...sections.flatMap(({ organisation, link, suggestions }) => [
      said.section(organisation),
      ...suggestions.map(about),
      `${said.all}\n${link}`,
    ]),
    `${said.settings}\n${settingsLink}`,
    `${said.end}\n${endLink}`,
    'Augenhöhe\n',
  ].join('\n\n')
  return {
    to,
    lang: locale,
    subject: said.subject(sections[0]?.organisation ?? '', count),
    text,
    unsubscribe: endLink,
  }
}
