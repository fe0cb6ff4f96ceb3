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
  /** What counts for an association is set there. */
  weightsLink: string
  /** Which mails come, and when. */
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
  weights: string
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
    weights: 'Was bei Ihren Vorschlägen zählt, stellen Sie hier ein:',
    settings: 'Welche E-Mails Sie bekommen, stellen Sie hier ein:',
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
  'de-simple': {
    subject: (own, count) =>
      count === 1 ? `Ein neuer Vorschlag für „${own}“` : `${count} neue Vorschläge für „${own}“`,
    greeting: 'Guten Tag,',
    lead: 'das passt neu zu Ihnen.',
    section: (own) => `Für „${own}“:`,
    away: (km) => (km < 1 ? 'am selben Ort' : `${km} km entfernt`),
    rare: 'zeigen wir sonst selten',
    all: 'Ansehen und anfragen:',
    end: 'Diese E-Mail bekommen Sie höchstens einmal in der Woche. Möchten Sie sie nicht mehr? Hier bestellen Sie sie ab. Sie müssen sich nicht anmelden:',
    weights: 'Hier stellen Sie ein, was bei Ihren Vorschlägen zählt:',
    settings: 'Hier stellen Sie ein, welche E-Mails Sie bekommen:',
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
          return `Sie suchen beide ${terms}. Zusammen geht es leichter.`
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
          return 'Die Angaben sind neu.'
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
    weights: 'What counts in your suggestions is set here:',
    settings: 'Which mails you get is set here:',
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
  tr: {
    subject: (own, count) =>
      count === 1 ? `“${own}” için yeni bir öneri` : `“${own}” için ${count} yeni öneri`,
    greeting: 'Merhaba,',
    lead: 'Size uyan yeni öneriler var.',
    section: (own) => `“${own}” için:`,
    away: (km) => (km < 1 ? 'aynı yerde' : `${km} km uzakta`),
    rare: 'başka yerde seyrek gösterilir',
    all: 'Bakın ve iletişim isteği gönderin:',
    end: 'Bu e-posta haftada en fazla bir kez gelir. Giriş yapmadan iptal etmek için:',
    weights: 'Önerilerinizde nelerin önemli olduğunu buradan ayarlarsınız:',
    settings: 'Hangi e-postaları alacağınızı buradan ayarlarsınız:',
    reason: ({ kind, direction, km }, terms, instead) => {
      switch (kind) {
        case 'complementarity':
          if (direction === 'they-seek')
            return instead
              ? `Bu dernek şunu arıyor: ${terms} – siz benzer bir şey sunuyorsunuz: ${instead}.`
              : `Bu dernek şunu arıyor: ${terms} – siz bunu sunuyorsunuz.`
          return instead
            ? `Siz şunu arıyorsunuz: ${terms} – bu dernek benzer bir şey sunuyor: ${instead}.`
            : `Siz şunu arıyorsunuz: ${terms} – bu dernek bunu sunuyor.`
        case 'peer':
          return `İkiniz de şunu arıyorsunuz: ${terms}. Birlikte daha kolay olur.`
        case 'topic':
          return `İkiniz de bu konuda çalışıyorsunuz: ${terms}.`
        case 'language':
          return `Ortak diliniz: ${terms}.`
        case 'distance':
          return km !== null && km < 1 ? 'İkiniz de aynı yerdesiniz.' : `Aranızda yalnızca ${km ?? 1} km var.`
        case 'maturity':
          return direction === 'they-offer'
            ? 'Bu derneğin bu konuda daha çok deneyimi var.'
            : direction === 'they-seek'
              ? 'Sizin bu konuda daha çok deneyiminiz var.'
              : 'Deneyiminiz birbirine yakın.'
        case 'freshness':
          return 'Bilgiler güncel.'
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
    weights: 'ما يُحسب في اقتراحاتكم تحددونه هنا:',
    settings: 'الرسائل التي تصلكم تحددونها هنا:',
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
  uk: {
    subject: (own, count) =>
      count === 1 ? `Нова рекомендація для «${own}»` : `Нові рекомендації для «${own}» (${count})`,
    greeting: 'Вітаємо!',
    lead: 'Ось що нового Вам підходить.',
    section: (own) => `Для «${own}»:`,
    away: (km) => (km < 1 ? 'у тому самому місці' : `за ${km} км`),
    rare: 'деінде показуємо рідко',
    all: 'Переглянути й надіслати запит:',
    end: 'Цей лист приходить щонайбільше раз на тиждень. Відписатися без входу:',
    weights: 'Що враховувати у Ваших рекомендаціях, Ви налаштовуєте тут:',
    settings: 'Які листи Ви отримуєте, налаштовується тут:',
    reason: ({ kind, direction, km }, terms, instead) => {
      switch (kind) {
        case 'complementarity':
          if (direction === 'they-seek')
            return instead
              ? `Це об’єднання шукає: ${terms} – Ви пропонуєте щось подібне: ${instead}.`
              : `Це об’єднання шукає: ${terms} – Ви це пропонуєте.`
          return instead
            ? `Ви шукаєте: ${terms} – це об’єднання пропонує щось подібне: ${instead}.`
            : `Ви шукаєте: ${terms} – це об’єднання це пропонує.`
        case 'peer':
          return `Ви обоє шукаєте: ${terms}. Разом легше.`
        case 'topic':
          return `Обидва об’єднання працюють у темі: ${terms}.`
        case 'language':
          return `Спільна мова: ${terms}.`
        case 'distance':
          return km !== null && km < 1
            ? 'Обидва об’єднання – в одному місці.'
            : `Між вами лише ${km ?? 1} км.`
        case 'maturity':
          return direction === 'they-offer'
            ? 'Це об’єднання має в цьому більше досвіду.'
            : direction === 'they-seek'
              ? 'Ви маєте в цьому більше досвіду.'
              : 'Обидва мають приблизно однаковий досвід.'
        case 'freshness':
          return 'Дані актуальні.'
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

/**
 * New suggestions with their reasons, in the reader's language; names organisations only. As a mail of its own, and as
 * a part of one that tells more.
 */
export function digestMail({ to, locale, sections, endLink, weightsLink, settingsLink }: Digest): {
  alone: Mail
  part: string
} {
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
  const body = [
    ...sections.flatMap(({ organisation, link, suggestions }) => [
      said.section(organisation),
      ...suggestions.map(about),
      `${said.all}\n${link}`,
    ]),
    `${said.weights}\n${weightsLink}`,
    `${said.end}\n${endLink}`,
  ]
  const settings = `${said.settings}\n${settingsLink}`
  const text = [said.greeting, said.lead, ...body, settings, 'Augenhöhe\n'].join('\n\n')
  return {
    alone: {
      to,
      lang: locale,
      subject: said.subject(sections[0]?.organisation ?? '', count),
      text,
      unsubscribe: endLink,
    },
    part: body.join('\n\n'),
  }
}
