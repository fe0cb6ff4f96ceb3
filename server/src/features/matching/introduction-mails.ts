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
    'de-simple': ({ own, others, days, link }) => {
      const them = listIn(
        'de-simple',
        others.map((name) => `„${name}“`),
      )
      return {
        subject: 'Empfehlung vom Kompetenzzentrum',
        lines: [
          `das Kompetenzzentrum meint: „${own}“ passt gut zu ${them}.`,
          `Warum? Das lesen Sie hier. Dort sagen Sie mit einem Tipp Ja oder Nein. Sie haben ${days} Tage Zeit:\n${link}`,
          'Sagen beide Seiten Ja? Erst dann sehen Sie, wie Sie einander erreichen.',
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
    tr: ({ own, others, days, link }) => {
      const them = listIn(
        'tr',
        others.map((name) => `“${name}”`),
      )
      return {
        subject: 'Uzmanlık merkezinden öneri',
        lines: [
          `Uzmanlık merkezi, “${own}” derneğinin şu kuruluşla iletişime geçmesini öneriyor: ${them}.`,
          `Nedenini burada okuyabilir, ${days} gün içinde tek dokunuşla kabul edebilir ya da reddedebilirsiniz:\n${link}`,
          'Birbirinize nasıl ulaşacağınızı ancak iki taraf da kabul ederse görürsünüz.',
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
    uk: ({ own, others, days, link }) => {
      const them = listIn(
        'uk',
        others.map((name) => `«${name}»`),
      )
      return {
        subject: 'Рекомендація Центру компетенцій',
        lines: [
          `Центр компетенцій рекомендує об’єднанню «${own}» познайомитися: ${them}.`,
          `Чому саме, Ви прочитаєте тут. Там же можна одним дотиком погодитися або відмовитися. Час на відповідь у днях: ${days}.\n${link}`,
          'Лише коли погодяться обидві сторони, Ви побачите, як зв’язатися одне з одним.',
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
    'de-simple': ({ own, others, link }) => {
      const them = listIn(
        'de-simple',
        others.map((name) => `„${name}“`),
      )
      return {
        subject: `${listIn('de-simple', others)}: Sie sind jetzt in Kontakt`,
        lines: [`„${own}“ und ${them} haben beide Ja gesagt.`, `So erreichen Sie einander:\n${link}`],
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
    tr: ({ own, others, link }) => {
      const them = listIn(
        'tr',
        others.map((name) => `“${name}”`),
      )
      return {
        subject: `${listIn('tr', others)}: artık iletişimdesiniz`,
        lines: [
          `“${own}” ve ${them}, uzmanlık merkezinin önerisini kabul etti.`,
          `Birbirinize böyle ulaşırsınız:\n${link}`,
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
    uk: ({ own, others, link }) => {
      const them = listIn(
        'uk',
        others.map((name) => `«${name}»`),
      )
      return {
        subject: `${listIn('uk', others)}: тепер Ви на зв’язку`,
        lines: [
          `Рекомендацію Центру компетенцій прийняли «${own}» і ${them}.`,
          `Ось як зв’язатися одне з одним:\n${link}`,
        ],
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
