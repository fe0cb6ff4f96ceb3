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

const deSimple: Record<News, Words> = {
  asked: ({ own, other, until, referral }) => ({
    subject: referral ? `${other} möchte einen Fall weitergeben` : `${other} möchte Kontakt`,
    sentence: referral
      ? `„${other}“ kann in einem Fall nicht selbst helfen. „${other}“ fragt: Kann „${own}“ den Fall übernehmen? Um wen es geht, steht dort nicht.`
      : `„${other}“ möchte „${own}“ kennenlernen.`,
    next: `Bitte antworten Sie bis zum ${until}. Auch ein Nein hilft weiter:`,
  }),
  reminder: ({ own, other, until, referral }) => ({
    subject: `Erinnerung: ${other} wartet auf Ihre Antwort`,
    sentence: referral
      ? `„${other}“ hat „${own}“ gefragt: Können Sie einen Fall übernehmen? Es gibt noch keine Antwort.`
      : `„${other}“ hat „${own}“ etwas gefragt. Es gibt noch keine Antwort.`,
    next: `Sie können bis zum ${until} antworten. Auch ein Nein hilft weiter:`,
  }),
  postponed: ({ own, other, until }) => ({
    subject: `${other} antwortet später`,
    sentence: `„${other}“ hat die Anfrage von „${own}“ gelesen. „${other}“ braucht noch Zeit.`,
    next: `Die Antwort kommt bis zum ${until}. Hier sehen Sie Ihre Anfrage:`,
  }),
  accepted: ({ own, other, referral }) => ({
    subject: `${other} hat Ja gesagt`,
    sentence: referral
      ? `„${other}“ übernimmt den Fall von „${own}“.`
      : `„${own}“ und „${other}“ sind jetzt in Kontakt.`,
    next: 'Hier lesen Sie die Antwort. Und Sie sehen, wie Sie einander erreichen:',
  }),
  declined: ({ own, other, referral }) => ({
    subject: `Antwort von ${other}`,
    sentence: referral
      ? `„${other}“ kann den Fall von „${own}“ im Moment nicht übernehmen.`
      : `„${other}“ kann die Anfrage von „${own}“ im Moment nicht annehmen.`,
    next: 'Hier lesen Sie die Antwort. Und Sie finden andere Vereine, die zu Ihnen passen:',
  }),
  withdrawn: ({ own, other }) => ({
    subject: `${other} hat die Anfrage zurückgezogen`,
    sentence: `„${other}“ hat die Anfrage an „${own}“ zurückgezogen. Sie müssen nichts tun.`,
    next: 'Hier finden Sie Ihre Anfragen:',
  }),
  expired: ({ own, other, until }) => ({
    subject: `Keine Antwort von ${other}`,
    sentence: `„${own}“ hat „${other}“ etwas gefragt. Bis zum ${until} kam keine Antwort. Oft fehlt nur die Zeit.`,
    next: 'Die Anfrage ist geschlossen. Sie können noch einmal fragen. Oder Sie fragen einen anderen Verein:',
  }),
  missed: ({ own, other }) => ({
    subject: `Die Anfrage von ${other} ist geschlossen`,
    sentence: `„${other}“ hat „${own}“ etwas gefragt. Die Zeit für eine Antwort ist vorbei. Das kommt vor. Sie müssen nichts tun.`,
    next: 'Bekommen Sie zu viele Anfragen? Hier stellen Sie ein, wie viele es in einer Woche sein dürfen:',
  }),
  undelivered: ({ own, other }) => ({
    subject: `Ihre Anfrage kam bei ${other} nicht an`,
    sentence: `„${other}“ bekommt gerade sehr viele Anfragen. Die Anfrage von „${own}“ kam nicht an die Reihe. Sie ist jetzt geschlossen.`,
    next: 'Hier finden Sie andere Vereine, die zu Ihnen passen:',
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

const tr: Record<News, Words> = {
  asked: ({ own, other, until, referral }) => ({
    subject: referral
      ? `${other} bir dosyayı devretmek istiyor`
      : `${other} sizinle iletişime geçmek istiyor`,
    sentence: referral
      ? `“${other}” kendisi yardımcı olamıyor ve “${own}” derneğinin bir dosyayı üstlenip üstlenemeyeceğini soruyor. Kiminle ilgili olduğu orada yazmaz.`
      : `“${other}”, “${own}” ile iletişime geçmek istiyor.`,
    next: `Lütfen ${until} tarihine kadar yanıtlayın. “Hayır” demek de yardımcı olur:`,
  }),
  reminder: ({ own, other, until, referral }) => ({
    subject: `Hatırlatma: ${other} yanıt bekliyor`,
    sentence: referral
      ? `“${other}”, “${own}” derneğine bir dosyayı üstlenip üstlenemeyeceğini sordu ve henüz yanıt almadı.`
      : `“${other}”, “${own}” derneğine bir istek gönderdi ve henüz yanıt almadı.`,
    next: `${until} tarihine kadar yanıtlayabilirsiniz. “Hayır” demek de yardımcı olur:`,
  }),
  postponed: ({ own, other, until }) => ({
    subject: `${other} daha sonra yanıt verecek`,
    sentence: `“${other}”, “${own}” derneğinin isteğini okudu ve biraz daha zamana ihtiyacı var.`,
    next: `${until} tarihine kadar yanıt bekleyebilirsiniz. İsteğin durumu burada:`,
  }),
  accepted: ({ own, other, referral }) => ({
    subject: `${other} kabul etti`,
    sentence: referral
      ? `“${other}”, “${own}” derneğinin devrettiği dosyayı üstleniyor.`
      : `“${other}”, “${own}” derneğinin iletişim isteğini kabul etti.`,
    next: 'Yanıtı ve birbirinize nasıl ulaşacağınızı burada bulursunuz:',
  }),
  declined: ({ own, other, referral }) => ({
    subject: `Yanıt geldi: ${other}`,
    sentence: referral
      ? `“${other}”, “${own}” derneğinin devretmek istediği dosyayı şu anda üstlenemiyor.`
      : `“${other}”, “${own}” derneğinin iletişim isteğini şu anda kabul edemiyor.`,
    next: 'Yanıtı ve size uyan başka kuruluşları burada bulursunuz:',
  }),
  withdrawn: ({ own, other }) => ({
    subject: `${other} isteğini geri aldı`,
    sentence: `“${other}”, “${own}” derneğine gönderdiği isteği geri aldı. Bir şey yapmanıza gerek yok.`,
    next: 'İsteklerinizi burada bulursunuz:',
  }),
  expired: ({ own, other, until }) => ({
    subject: `Yanıt gelmedi: ${other}`,
    sentence: `“${other}”, “${own}” derneğinin isteğini ${until} tarihine kadar yanıtlamadı. Çoğu zaman nedeni yalnızca zaman darlığıdır.`,
    next: 'İstek kapandı. Yeniden sorabilir ya da başka bir derneğe sorabilirsiniz:',
  }),
  missed: ({ own, other }) => ({
    subject: `${other} derneğinin isteği kapandı`,
    sentence: `“${other}”, “${own}” derneğine bir istek göndermişti; yanıt süresi doldu. Böyle şeyler olur, başka bir şey yapmanıza gerek yok.`,
    next: 'Çok mu fazla istek geliyor? Haftada en fazla kaç istek alacağınızı buradan belirleyebilirsiniz:',
  }),
  undelivered: ({ own, other }) => ({
    subject: `İsteğiniz iletilemedi: ${other}`,
    sentence: `“${other}” şu sıralar çok fazla istek alıyor. “${own}” derneğinin isteğine sıra gelmedi, istek kapandı.`,
    next: 'Size uyan başka dernekleri burada bulursunuz:',
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

const uk: Record<News, Words> = {
  asked: ({ own, other, until, referral }) => ({
    subject: referral ? `«${other}» хоче передати Вам звернення` : `Запит на контакт: «${other}»`,
    sentence: referral
      ? `Об’єднання «${other}» саме допомогти не може й запитує, чи візьметься за звернення «${own}». Про кого йдеться, там не написано.`
      : `Об’єднання «${other}» хоче познайомитися з «${own}».`,
    next: `Будь ласка, дайте відповідь до ${until}. Відмова теж допоможе:`,
  }),
  reminder: ({ own, other, until, referral }) => ({
    subject: `Нагадування: «${other}» чекає на відповідь`,
    sentence: referral
      ? `Об’єднання «${other}» запитало, чи візьметься «${own}» за звернення, і ще не отримало відповіді.`
      : `Об’єднання «${other}» надіслало запит до «${own}» і ще не отримало відповіді.`,
    next: `Відповісти можна до ${until}. Відмова теж допоможе:`,
  }),
  postponed: ({ own, other, until }) => ({
    subject: `«${other}» відповість пізніше`,
    sentence: `Об’єднання «${other}» прочитало запит від «${own}» і потребує ще часу.`,
    next: `Чекайте на відповідь до ${until}. Стан запиту – тут:`,
  }),
  accepted: ({ own, other, referral }) => ({
    subject: `«${other}» погоджується`,
    sentence: referral
      ? `Об’єднання «${other}» береться за звернення, яке передало «${own}».`
      : `Об’єднання «${other}» прийняло запит на контакт від «${own}».`,
    next: 'Відповідь і як зв’язатися одне з одним – тут:',
  }),
  declined: ({ own, other, referral }) => ({
    subject: `Відповідь від «${other}»`,
    sentence: referral
      ? `Об’єднання «${other}» зараз не може взятися за звернення, яке хоче передати «${own}».`
      : `Об’єднання «${other}» зараз не може прийняти запит на контакт від «${own}».`,
    next: 'Відповідь та інші організації, які Вам підходять, – тут:',
  }),
  withdrawn: ({ own, other }) => ({
    subject: `«${other}» відкликає запит`,
    sentence: `Об’єднання «${other}» відкликало запит до «${own}». Вам нічого робити не треба.`,
    next: 'Ваші запити – тут:',
  }),
  expired: ({ own, other, until }) => ({
    subject: `Немає відповіді від «${other}»`,
    sentence: `Об’єднання «${other}» не відповіло на запит від «${own}» до ${until}. Часто просто бракує часу.`,
    next: 'Запит закрито. Ви можете запитати ще раз або звернутися до іншого об’єднання:',
  }),
  missed: ({ own, other }) => ({
    subject: `Запит від «${other}» закрито`,
    sentence: `Об’єднання «${other}» надсилало запит до «${own}»; час на відповідь минув. Таке буває, більше нічого робити не треба.`,
    next: 'Забагато запитів? Тут Ви визначаєте, скільки їх може бути на тиждень:',
  }),
  undelivered: ({ own, other }) => ({
    subject: `Запит до «${other}» не доставлено`,
    sentence: `Об’єднання «${other}» зараз отримує дуже багато запитів. До запиту від «${own}» черга не дійшла, його закрито.`,
    next: 'Інші об’єднання, які Вам підходять, – тут:',
  }),
}

const words: Record<Locale, Record<News, Words>> = { de, 'de-simple': deSimple, en, tr, ar, uk }
const because: Record<Locale, (own: string) => string> = {
  de: (own) => `Sie bekommen diese Nachricht, weil Sie für „${own}“ verantwortlich sind.`,
  'de-simple': (own) => `Sie bekommen diese E-Mail, weil Sie „${own}“ verwalten.`,
  en: (own) => `You get this message because you are responsible for “${own}”.`,
  tr: (own) => `Bu iletiyi “${own}” derneğinden sorumlu olduğunuz için alıyorsunuz.`,
  ar: (own) => `تصلكم هذه الرسالة لأنكم من المسؤولين عن «${own}».`,
  uk: (own) => `Ви отримуєте цей лист, бо відповідаєте за «${own}».`,
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
