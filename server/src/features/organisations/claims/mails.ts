import type { Locale } from '@augenhoehe/contracts'
import { dayIn, greeting, isolated } from '../../../platform/languages.ts'

/** What happened to a claim, as its readers hear of it. */
export type ClaimNews = 'asked' | 'proved' | 'admitted' | 'declined'

interface Told {
  to: string
  locale: Locale
  organisation: string
  /** Who asks; only those who decide read it. */
  name: string
  link: string
  /** When the staff decides without them. */
  day: Date
}

type Words = (told: Told) => { subject: string; lines: string[] }

const words: Record<ClaimNews, Record<Locale, Words>> = {
  asked: {
    de: ({ organisation, name, link, day }) => ({
      subject: `${name} möchte zu ${organisation}`,
      lines: [
        `${name} gibt an, zu „${organisation}“ zu gehören, und bittet um Aufnahme auf der Plattform Augenhöhe. Kennen Sie die Person? Hier entscheiden Sie:`,
        link,
        `Ohne Ihre Antwort entscheidet ab dem ${dayIn('de', day)} das Team der Plattform.`,
      ],
    }),
    en: ({ organisation, name, link, day }) => ({
      subject: `${name} would like to join ${organisation}`,
      lines: [
        `${name} says they belong to “${organisation}” and asks to be admitted on the platform Augenhöhe. Do you know this person? You decide here:`,
        link,
        `Without your answer, the team of the platform decides from ${dayIn('en', day)}.`,
      ],
    }),
    ar: ({ organisation, name, link, day }) => ({
      subject: `${isolated(name)} يرغب في الانضمام إلى ${isolated(organisation)}`,
      lines: [
        `يقول ${isolated(name)} إنه ينتمي إلى «${isolated(organisation)}» ويطلب الانضمام إليها على منصة Augenhöhe. هل تعرفون هذا الشخص؟ يمكنكم اتخاذ القرار هنا:`,
        link,
        `إذا لم تردوا، يقرر فريق المنصة ابتداءً من ${dayIn('ar', day)}.`,
      ],
    }),
  },
  proved: {
    de: ({ organisation, name, link, day }) => ({
      subject: `${name} hat einen Registerauszug gesendet`,
      lines: [
        `${name} möchte zu „${organisation}“ gehören und hat dem Team der Plattform dazu einen Registerauszug gesendet. Sie können weiter selbst entscheiden:`,
        link,
        `Ohne Ihre Antwort entscheidet ab dem ${dayIn('de', day)} das Team der Plattform.`,
      ],
    }),
    en: ({ organisation, name, link, day }) => ({
      subject: `${name} has sent a register extract`,
      lines: [
        `${name} would like to join “${organisation}” and has sent a register extract to the team of the platform. You can still decide yourselves:`,
        link,
        `Without your answer, the team of the platform decides from ${dayIn('en', day)}.`,
      ],
    }),
    ar: ({ organisation, name, link, day }) => ({
      subject: `أرسل ${isolated(name)} مستخرجًا من السجل`,
      lines: [
        `يرغب ${isolated(name)} في الانضمام إلى «${isolated(organisation)}» وأرسل إلى فريق المنصة مستخرجًا من السجل. ما زال بإمكانكم أن تقرروا بأنفسكم:`,
        link,
        `إذا لم تردوا، يقرر فريق المنصة ابتداءً من ${dayIn('ar', day)}.`,
      ],
    }),
  },
  admitted: {
    de: ({ organisation, link }) => ({
      subject: `Sie gehören jetzt zu ${organisation}`,
      lines: [`Ihre Anfrage wurde angenommen. Sie können jetzt für „${organisation}“ mitarbeiten:`, link],
    }),
    en: ({ organisation, link }) => ({
      subject: `You now belong to ${organisation}`,
      lines: [`Your request was accepted. You can now work with “${organisation}”:`, link],
    }),
    ar: ({ organisation, link }) => ({
      subject: `أصبحتم الآن ضمن ${isolated(organisation)}`,
      lines: [`تم قبول طلبكم. يمكنكم الآن المشاركة في عمل «${isolated(organisation)}»:`, link],
    }),
  },
  declined: {
    de: ({ organisation, link }) => ({
      subject: `Ihre Anfrage an ${organisation}`,
      lines: [
        `Ihre Anfrage an „${organisation}“ wurde nicht angenommen. Halten Sie das für ein Versehen? Dann sprechen Sie den Verein direkt an:`,
        link,
      ],
    }),
    en: ({ organisation, link }) => ({
      subject: `Your request to ${organisation}`,
      lines: [
        `Your request to “${organisation}” was not accepted. Do you think this is a mistake? Then please talk to the association directly:`,
        link,
      ],
    }),
    ar: ({ organisation, link }) => ({
      subject: `طلبكم إلى ${isolated(organisation)}`,
      lines: [
        `لم يتم قبول طلبكم إلى «${isolated(organisation)}». إذا كنتم تظنون أن هناك خطأ، فيرجى التحدث مع الجمعية مباشرة:`,
        link,
      ],
    }),
  },
}

/** A mail about a claim, in the language of its reader. */
export function claimMail(news: ClaimNews, told: Told) {
  const { subject, lines } = words[news][told.locale](told)
  const text = `${[greeting[told.locale], ...lines].join('\n\n')}\n\nAugenhöhe\n`
  return { to: told.to, lang: told.locale, subject, text }
}
