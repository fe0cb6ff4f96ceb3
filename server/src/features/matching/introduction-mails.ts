import type { Locale } from '@augenhoehe/contracts'
import type { Mail } from '../../platform/mail.ts'
import { greeting, isolated, listIn } from '../../platform/languages.ts'

export type IntroductionNews = 'introduced' | 'met'

interface Told {
  to: string
  locale: Locale
  /** The reader's organisation and the others: the only names in these mails. */
  own: string
  others: readonly string[]
  days: number
  link: string
}

type Words = (told: Told) => { subject: string; lines: string[] }

const words: Record<IntroductionNews, Record<Locale, Words>> = {
  introduced: {
    de: ({ own, others, days, link }) => {
      const them = listIn(
        'de',
        others.map((name) => `„${name}“`),
      )
      return {
        subject: 'Empfehlung des Kompetenzzentrums',
        lines: [
          `das Kompetenzzentrum empfiehlt „${own}“ den Kontakt zu ${them}.`,
          `Warum, lesen Sie hier. Dort sagen Sie mit einem Tipp zu oder ab, innerhalb von ${days} Tagen:\n${link}`,
          'Erst wenn beide Seiten zusagen, sehen Sie, wie Sie einander erreichen.',
        ],
      }
    },
    en: ({ own, others, days, link }) => {
      const them = listIn(
        'en',
        others.map((name) => `“${name}”`),
      )
      return {
        subject: 'A recommendation of the competence centre',
        lines: [
          `the competence centre recommends that “${own}” get in touch with ${them}.`,
          `You read why here, and accept or decline with one tap, within ${days} days:\n${link}`,
          'Only once both sides accept do you see how to reach each other.',
        ],
      }
    },
    ar: ({ own, others, days, link }) => {
      const them = listIn(
        'ar',
        others.map((name) => `«${isolated(name)}»`),
      )
      return {
        subject: 'توصية من مركز الكفاءة',
        lines: [
          `يوصي مركز الكفاءة جمعية «${isolated(own)}» بالتواصل مع ${them}.`,
          `تجدون السبب هنا، ويمكنكم القبول أو الاعتذار بنقرة واحدة خلال ${days} يومًا:\n${link}`,
          'لن تظهر طريقة التواصل إلا إذا قبل الطرفان.',
        ],
      }
    },
  },
  met: {
    de: ({ own, others, link }) => {
      const them = listIn(
        'de',
        others.map((name) => `„${name}“`),
      )
      return {
        subject: `${listIn('de', others)}: Sie sind in Kontakt`,
        lines: [
          `der Empfehlung des Kompetenzzentrums haben „${own}“ und ${them} zugestimmt.`,
          `So erreichen Sie einander:\n${link}`,
        ],
      }
    },
    en: ({ own, others, link }) => {
      const them = listIn(
        'en',
        others.map((name) => `“${name}”`),
      )
      return {
        subject: `${listIn('en', others)}: you are in touch`,
        lines: [
          `“${own}” and ${them} accepted the recommendation of the competence centre.`,
          `This is how you reach each other:\n${link}`,
        ],
      }
    },
    ar: ({ own, others, link }) => {
      const them = listIn(
        'ar',
        others.map((name) => `«${isolated(name)}»`),
      )
      return {
        subject: `${listIn('ar', others.map(isolated))}: أنتم الآن على تواصل`,
        lines: [`وافقت «${isolated(own)}» و${them} على توصية مركز الكفاءة.`, `هكذا تتواصلون معًا:\n${link}`],
      }
    },
  },
}

/** A mail about an introduction by the staff, in the reader's language. */
export function introductionMail(news: IntroductionNews, told: Told): Mail {
  const { subject, lines } = words[news][told.locale](told)
  const text = [greeting[told.locale], ...lines, 'Augenhöhe\n'].join('\n\n')
  return { to: told.to, lang: told.locale, subject, text }
}
