import type { Locale, RequestKind } from '@augenhoehe/contracts'
import type { Mail } from '../../platform/mail.ts'
import { dayIn, greeting, isolated } from '../../platform/languages.ts'

/** What happened to a request, as the reader's organisation hears of it. */
export type News =
  | 'asked'
  | 'reminder'
  | 'postponed'
  | 'accepted'
  | 'declined'
  | 'withdrawn'
  | 'expired'
  | 'missed'
  | 'undelivered'

interface Told {
  to: string
  locale: Locale
  kind: RequestKind
  /** The reader's organisation and the other one: the only names in these mails. */
  own: string
  other: string
  link: string
  /** Until when an answer is possible, or was. */
  until: Date
}

/** What the sentences of one language are made of. */
interface Said {
  own: string
  other: string
  until: string
  referral: boolean
}
type Words = (said: Said) => { subject: string; sentence: string; next: string }

const de: Record<News, Words> = {
  asked: ({ own, other, until, referral }) => ({
    subject: referral ? `${other} möchte einen Fall weitergeben` : `Kontaktanfrage von ${other}`,
    sentence: referral
      ? `„${other}“ kann selbst nicht helfen und fragt, ob „${own}“ einen Fall übernimmt. Um wen es geht, steht dort nicht.`
      : `„${other}“ möchte mit „${own}“ in Kontakt kommen.`,
    next: `Bitte antworten Sie bis zum ${until}. Auch ein Nein hilft weiter:`,
  }),
  reminder: ({ own, other, until, referral }) => ({
    subject: `Erinnerung: ${other} wartet auf eine Antwort`,
    sentence: referral
      ? `„${other}“ hat „${own}“ gefragt, ob Sie einen Fall übernehmen, und noch nichts gehört.`
      : `„${other}“ hat „${own}“ angefragt und noch nichts gehört.`,
    next: `Eine Antwort ist bis zum ${until} möglich. Auch ein Nein hilft weiter:`,
  }),
  postponed: ({ own, other, until }) => ({
    subject: `${other} antwortet später`,
    sentence: `„${other}“ hat die Anfrage von „${own}“ gelesen und braucht noch Zeit.`,
    next: `Mit einer Antwort können Sie bis zum ${until} rechnen. So steht es um die Anfrage:`,
  }),
  accepted: ({ own, other, referral }) => ({
    subject: `${other} hat zugesagt`,
    sentence: referral
      ? `„${other}“ übernimmt den Fall, den „${own}“ weitergegeben hat.`
      : `„${other}“ hat die Kontaktanfrage von „${own}“ angenommen.`,
    next: 'Die Antwort und wie Sie einander erreichen, finden Sie hier:',
  }),
  declined: ({ own, other, referral }) => ({
    subject: `Antwort von ${other}`,
    sentence: referral
      ? `„${other}“ kann den Fall, den „${own}“ weitergeben möchte, im Moment nicht übernehmen.`
      : `„${other}“ kann die Kontaktanfrage von „${own}“ im Moment nicht annehmen.`,
    next: 'Die Antwort und weitere passende Organisationen finden Sie hier:',
  }),
  withdrawn: ({ own, other }) => ({
    subject: `${other} hat die Anfrage zurückgezogen`,
    sentence: `„${other}“ hat die Anfrage an „${own}“ zurückgezogen. Sie müssen nichts tun.`,
    next: 'Ihre Anfragen finden Sie hier:',
  }),
  expired: ({ own, other, until }) => ({
    subject: `Keine Antwort von ${other}`,
    sentence: `„${other}“ hat auf die Anfrage von „${own}“ bis zum ${until} nicht geantwortet. Das liegt oft nur an fehlender Zeit.`,
    next: 'Die Anfrage ist geschlossen. Sie können gern noch einmal anfragen, oder einen anderen Verein:',
  }),
  missed: ({ own, other }) => ({
    subject: `Die Anfrage von ${other} ist geschlossen`,
    sentence: `„${other}“ hatte „${own}“ angefragt; die Zeit für eine Antwort ist vorbei. Das kommt vor, es ist nichts weiter zu tun.`,
    next: 'Kommen zu viele Anfragen? Hier bestimmen Sie, wie viele es in einer Woche sein dürfen:',
  }),
  undelivered: ({ own, other }) => ({
    subject: `Die Anfrage an ${other} wurde nicht zugestellt`,
    sentence: `„${other}“ bekommt zurzeit sehr viele Anfragen. Die von „${own}“ kam nicht an die Reihe und ist geschlossen.`,
    next: 'Andere Vereine, die zu Ihnen passen, finden Sie hier:',
  }),
}

const en: Record<News, Words> = {
  asked: ({ own, other, until, referral }) => ({
    subject: referral ? `${other} would like to pass a case on` : `Contact request from ${other}`,
    sentence: referral
      ? `“${other}” cannot help and asks whether “${own}” takes a case over. It does not say who it is about.`
      : `“${other}” would like to get in touch with “${own}”.`,
    next: `Please answer by ${until}. A no helps, too:`,
  }),
  reminder: ({ own, other, until, referral }) => ({
    subject: `Reminder: ${other} is waiting for an answer`,
    sentence: referral
      ? `“${other}” asked “${own}” to take a case over and has not heard from you yet.`
      : `“${other}” asked “${own}” and has not heard from you yet.`,
    next: `An answer is possible until ${until}. A no helps, too:`,
  }),
  postponed: ({ own, other, until }) => ({
    subject: `${other} will answer later`,
    sentence: `“${other}” has read the request of “${own}” and needs some more time.`,
    next: `You can expect an answer by ${until}. This is how the request stands:`,
  }),
  accepted: ({ own, other, referral }) => ({
    subject: `${other} said yes`,
    sentence: referral
      ? `“${other}” takes over the case that “${own}” passed on.`
      : `“${other}” accepted the contact request of “${own}”.`,
    next: 'You find the answer, and how to reach each other, here:',
  }),
  declined: ({ own, other, referral }) => ({
    subject: `Answer from ${other}`,
    sentence: referral
      ? `“${other}” cannot take over the case of “${own}” at the moment.`
      : `“${other}” cannot accept the contact request of “${own}” at the moment.`,
    next: 'You find the answer and other organisations that fit here:',
  }),
  withdrawn: ({ own, other }) => ({
    subject: `${other} took the request back`,
    sentence: `“${other}” took back the request to “${own}”. There is nothing for you to do.`,
    next: 'You find your requests here:',
  }),
  expired: ({ own, other, until }) => ({
    subject: `No answer from ${other}`,
    sentence: `“${other}” did not answer the request of “${own}” by ${until}. Often there is simply no time.`,
    next: 'The request is closed. You are welcome to ask again, or to ask another association:',
  }),
  missed: ({ own, other }) => ({
    subject: `The request from ${other} is closed`,
    sentence: `“${other}” had asked “${own}”; the time for an answer is over. That happens, there is nothing more to do.`,
    next: 'Too many requests? Here you say how many there may be in a week:',
  }),
  undelivered: ({ own, other }) => ({
    subject: `The request to ${other} was not delivered`,
    sentence: `“${other}” gets very many requests at present. That of “${own}” had no turn and is closed.`,
    next: 'You find other associations that fit here:',
  }),
}

const ar: Record<News, Words> = {
  asked: ({ own, other, until, referral }) => ({
    subject: referral ? `تود ${other} إحالة حالة إليكم` : `طلب تواصل من ${other}`,
    sentence: referral
      ? `لا تستطيع «${other}» المساعدة بنفسها وتسأل إن كانت «${own}» تتولى حالة. لا يُذكر فيها صاحب الحالة.`
      : `ترغب «${other}» في التواصل مع «${own}».`,
    next: `يرجى الرد حتى ${until}، فحتى الاعتذار مفيد:`,
  }),
  reminder: ({ own, other, until, referral }) => ({
    subject: `تذكير: ${other} بانتظار ردكم`,
    sentence: referral
      ? `سألت «${other}» إن كانت «${own}» تتولى حالة، ولم يصلها رد بعد.`
      : `أرسلت «${other}» طلبًا إلى «${own}» ولم يصلها رد بعد.`,
    next: `يمكن الرد حتى ${until}، فحتى الاعتذار مفيد:`,
  }),
  postponed: ({ own, other, until }) => ({
    subject: `سترد ${other} لاحقًا`,
    sentence: `قرأت «${other}» طلب «${own}» وتحتاج إلى مزيد من الوقت.`,
    next: `يمكن توقع الرد حتى ${until}. هذه حال الطلب:`,
  }),
  accepted: ({ own, other, referral }) => ({
    subject: `وافقت ${other}`,
    sentence: referral
      ? `تتولى «${other}» الحالة التي أحالتها «${own}».`
      : `قبلت «${other}» طلب التواصل المرسل من «${own}».`,
    next: 'تجدون الرد وطريقة التواصل هنا:',
  }),
  declined: ({ own, other, referral }) => ({
    subject: `رد من ${other}`,
    sentence: referral
      ? `لا تستطيع «${other}» تولي الحالة المحالة من «${own}» في الوقت الحالي.`
      : `لا تستطيع «${other}» قبول طلب التواصل المرسل من «${own}» في الوقت الحالي.`,
    next: 'تجدون الرد ومنظمات أخرى مناسبة هنا:',
  }),
  withdrawn: ({ own, other }) => ({
    subject: `سحبت ${other} طلبها`,
    sentence: `سحبت «${other}» طلبها المرسل إلى «${own}». لا يلزمكم فعل شيء.`,
    next: 'تجدون طلباتكم هنا:',
  }),
  expired: ({ own, other, until }) => ({
    subject: `لم يصل رد من ${other}`,
    sentence: `لم ترد «${other}» على طلب «${own}» حتى ${until}، وغالبًا ما يكون السبب ضيق الوقت.`,
    next: 'أُغلق الطلب، ويمكنكم التواصل مرة أخرى أو سؤال جمعية أخرى:',
  }),
  missed: ({ own, other }) => ({
    subject: `أُغلق طلب ${other}`,
    sentence: `أرسلت «${other}» طلبًا إلى «${own}»، وقد انتهى وقت الرد. هذا يحدث، ولا يلزمكم فعل شيء.`,
    next: 'هل تصلكم طلبات كثيرة؟ تحددون هنا عددها المسموح به في الأسبوع:',
  }),
  undelivered: ({ own, other }) => ({
    subject: `لم يصل الطلب إلى ${other}`,
    sentence: `تصل «${other}» حاليًا طلبات كثيرة جدًا. لم يأتِ دور طلب «${own}» فأُغلق.`,
    next: 'تجدون جمعيات أخرى مناسبة هنا:',
  }),
}

const words: Record<Locale, Record<News, Words>> = { de, en, ar }
const because: Record<Locale, (own: string) => string> = {
  de: (own) => `Sie bekommen diese Nachricht, weil Sie für „${own}“ verantwortlich sind.`,
  en: (own) => `You get this message because you are responsible for “${own}”.`,
  ar: (own) => `تصلكم هذه الرسالة لأنكم من المسؤولين عن «${own}».`,
}

/** A mail about a request, in the reader's language. */
export function requestMail(news: News, { to, locale, kind, link, until, ...names }: Told): Mail {
  const shown = locale === 'ar' ? isolated : (name: string) => name
  const [own, other] = [shown(names.own), shown(names.other)]
  const { subject, sentence, next } = words[locale][news]({
    own,
    other,
    until: dayIn(locale, until),
    referral: kind === 'referral',
  })
  const text = [greeting[locale], sentence, next, link, because[locale](own), 'Augenhöhe\n'].join('\n\n')
  return { to, lang: locale, subject, text }
}
