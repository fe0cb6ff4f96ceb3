import type { Locale } from '@augenhoehe/contracts'
import type { Mail } from '../../platform/mail.ts'

/** What happened to a request, as the reader's organisation hears of it. */
export type News = 'asked' | 'accepted' | 'declined' | 'expired'

interface Told {
  to: string
  locale: Locale
  /** The reader's organisation and the other one: the only names in these mails. */
  own: string
  other: string
  link: string
  days: number
}

/** A name keeps its own direction inside a sentence of another (Unicode isolates). */
const isolated = (name: string) => `\u2068${name}\u2069`

type Words = (told: Told) => { subject: string; sentence: string; next: string }

const words: Record<News, Record<Locale, Words>> = {
  asked: {
    de: ({ own, other, days }) => ({
      subject: `Kontaktanfrage von ${other}`,
      sentence: `„${other}“ möchte mit „${own}“ in Kontakt kommen.`,
      next: `Bitte antworten Sie innerhalb von ${days} Tagen. Auch ein Nein hilft weiter:`,
    }),
    en: ({ own, other, days }) => ({
      subject: `Contact request from ${other}`,
      sentence: `“${other}” would like to get in touch with “${own}”.`,
      next: `Please answer within ${days} days. A no helps, too:`,
    }),
    ar: ({ own, other, days }) => ({
      subject: `طلب تواصل من ${isolated(other)}`,
      sentence: `ترغب «${isolated(other)}» في التواصل مع «${isolated(own)}».`,
      next: `يرجى الرد خلال ${days} يومًا، فحتى الاعتذار مفيد:`,
    }),
  },
  accepted: {
    de: ({ own, other }) => ({
      subject: `${other} hat zugesagt`,
      sentence: `„${other}“ hat die Kontaktanfrage von „${own}“ angenommen.`,
      next: 'Die Antwort und die Kontaktadresse finden Sie hier:',
    }),
    en: ({ own, other }) => ({
      subject: `${other} said yes`,
      sentence: `“${other}” accepted the contact request of “${own}”.`,
      next: 'You find the answer and the contact address here:',
    }),
    ar: ({ own, other }) => ({
      subject: `وافقت ${isolated(other)} على التواصل`,
      sentence: `قبلت «${isolated(other)}» طلب التواصل المرسل من «${isolated(own)}».`,
      next: 'تجد الرد وعنوان التواصل هنا:',
    }),
  },
  declined: {
    de: ({ own, other }) => ({
      subject: `Antwort von ${other}`,
      sentence: `„${other}“ kann die Kontaktanfrage von „${own}“ im Moment nicht annehmen.`,
      next: 'Die Antwort und weitere passende Organisationen finden Sie hier:',
    }),
    en: ({ own, other }) => ({
      subject: `Answer from ${other}`,
      sentence: `“${other}” cannot accept the contact request of “${own}” at the moment.`,
      next: 'You find the answer and other organisations that fit here:',
    }),
    ar: ({ own, other }) => ({
      subject: `رد من ${isolated(other)}`,
      sentence: `لا تستطيع «${isolated(other)}» قبول طلب التواصل المرسل من «${isolated(own)}» في الوقت الحالي.`,
      next: 'تجد الرد ومنظمات أخرى مناسبة هنا:',
    }),
  },
  expired: {
    de: ({ own, other, days }) => ({
      subject: `Noch keine Antwort von ${other}`,
      sentence: `„${other}“ hat auf die Kontaktanfrage von „${own}“ in ${days} Tagen nicht geantwortet. Das liegt oft nur an fehlender Zeit.`,
      next: 'Die Anfrage ist geschlossen; Sie können gern noch einmal anfragen:',
    }),
    en: ({ own, other, days }) => ({
      subject: `No answer from ${other} yet`,
      sentence: `“${other}” did not answer the contact request of “${own}” within ${days} days. Often there is simply no time.`,
      next: 'The request is closed; you are welcome to ask again:',
    }),
    ar: ({ own, other, days }) => ({
      subject: `لم يصل رد من ${isolated(other)} بعد`,
      sentence: `لم ترد «${isolated(other)}» على طلب التواصل المرسل من «${isolated(own)}» خلال ${days} يومًا، وغالبًا ما يكون السبب ضيق الوقت.`,
      next: 'أُغلق الطلب، ويمكنكم التواصل مرة أخرى:',
    }),
  },
}

const greeting: Record<Locale, string> = { de: 'Guten Tag,', en: 'Hello,', ar: 'مرحبًا،' }

/** A mail about a contact request, in the reader's language. */
export function requestMail(news: News, told: Told): Mail {
  const { subject, sentence, next } = words[news][told.locale](told)
  const text = [greeting[told.locale], sentence, next, told.link, 'Augenhöhe\n'].join('\n\n')
  return { to: told.to, lang: told.locale, subject, text }
}
