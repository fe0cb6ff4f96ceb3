import type { Locale } from '@augenhoehe/contracts'
import { dayIn, greeting } from '../../platform/languages.ts'
import type { Mail } from '../../platform/mail.ts'

interface Words {
  subject: string
  lead: string
  yours: (day: string) => string
  further: string
}

/** A mail is read in the language its reader wrote in; what the staff says stands there as they wrote it. */
const words: Readonly<Record<Locale, Words>> = {
  de: {
    subject: 'Antwort auf Ihre Rückmeldung',
    lead: 'vielen Dank für Ihre Rückmeldung. Das Team der Plattform antwortet Ihnen:',
    yours: (day) => `Sie haben am ${day} geschrieben:`,
    further: 'Möchten Sie noch etwas sagen? Schreiben Sie uns hier:',
  },
  'de-simple': {
    subject: 'Antwort auf Ihre Rückmeldung',
    lead: 'Sie haben uns geschrieben. Vielen Dank. Das ist unsere Antwort:',
    yours: (day) => `Das haben Sie am ${day} geschrieben:`,
    further: 'Möchten Sie noch etwas sagen? Schreiben Sie uns hier:',
  },
  en: {
    subject: 'Answer to your feedback',
    lead: 'thank you for your feedback. The team of the platform answers you:',
    yours: (day) => `On ${day} you wrote:`,
    further: 'Is there anything else? Write to us here:',
  },
  tr: {
    subject: 'Geri bildiriminize yanıt',
    lead: 'Geri bildiriminiz için teşekkür ederiz. Platform ekibinin yanıtı:',
    yours: (day) => `${day} tarihinde yazdıklarınız:`,
    further: 'Eklemek istediğiniz bir şey var mı? Bize buradan yazın:',
  },
  ar: {
    subject: 'ردّ على ملاحظتك',
    lead: 'شكرًا على ملاحظتك. يردّ عليك فريق المنصة:',
    yours: (day) => `كتبتَ إلينا في ${day}:`,
    further: 'هل تريد إضافة شيء؟ اكتب إلينا هنا:',
  },
  uk: {
    subject: 'Відповідь на Ваше повідомлення',
    lead: 'Дякуємо за Ваше повідомлення. Команда платформи відповідає Вам:',
    yours: (day) => `${day} Ви написали:`,
    further: 'Хочете щось додати? Напишіть нам тут:',
  },
}

interface Answered {
  email: string
  locale: Locale
  text: string
  at: Date
  answer: string
  baseUrl: string
}

const quoted = (text: string) =>
  text
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n')

export function answerMail({ email, locale, text, at, answer, baseUrl }: Answered): Mail {
  const said = words[locale]
  return {
    to: email,
    lang: locale,
    subject: said.subject,
    text: [
      greeting[locale],
      said.lead,
      answer,
      `${said.yours(dayIn(locale, at))}\n${quoted(text)}`,
      `${said.further}\n${baseUrl}/rueckmeldung`,
      'Augenhöhe\n',
    ].join('\n\n'),
  }
}
