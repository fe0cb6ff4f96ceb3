import type { Locale } from '@augenhoehe/contracts'
import { isolated } from '../../platform/languages.ts'

interface Invited {
  to: string
  locale: Locale
  organisation: string
  invitedBy: string
  link: string
  days: number
}

const words: Record<Locale, (mail: Invited) => { subject: string; lines: string[] }> = {
  de: ({ organisation, invitedBy, link, days }) => ({
    subject: `Einladung: ${organisation}`,
    lines: [
      'Guten Tag,',
      `${invitedBy} lädt Sie ein, auf der Plattform Augenhöhe für „${organisation}“ mitzuarbeiten. Mit diesem Link nehmen Sie an:`,
      link,
      `Der Link gilt ${days} Tage, nur einmal und nur für diese E-Mail-Adresse. Möchten Sie nicht? Dann brauchen Sie nichts zu tun.`,
    ],
  }),
  'de-simple': ({ organisation, invitedBy, link, days }) => ({
    subject: `Einladung: ${organisation}`,
    lines: [
      'Guten Tag,',
      `${invitedBy} lädt Sie ein. Sie können auf der Internetseite Augenhöhe bei „${organisation}“ mitmachen. Mit diesem Link sagen Sie zu:`,
      link,
      `Der Link gilt ${days} Tage. Er funktioniert nur einmal und nur für diese E-Mail-Adresse. Möchten Sie nicht? Dann müssen Sie nichts tun.`,
    ],
  }),
  en: ({ organisation, invitedBy, link, days }) => ({
    subject: `Invitation: ${organisation}`,
    lines: [
      'Hello,',
      `${invitedBy} invites you to work with “${organisation}” on the platform Augenhöhe. This link accepts:`,
      link,
      `It works for ${days} days, once, and only for this e-mail address. If you do not want to, you need not do anything.`,
    ],
  }),
  tr: ({ organisation, invitedBy, link, days }) => ({
    subject: `Davet: ${organisation}`,
    lines: [
      'Merhaba,',
      `${invitedBy} sizi Augenhöhe platformunda “${organisation}” için birlikte çalışmaya davet ediyor. Daveti bu bağlantıyla kabul edebilirsiniz:`,
      link,
      `Bağlantı ${days} gün, yalnızca bir kez ve yalnızca bu e-posta adresi için geçerlidir. İstemiyorsanız bir şey yapmanıza gerek yok.`,
    ],
  }),
  ar: ({ organisation, invitedBy, link, days }) => ({
    subject: `دعوة: ${isolated(organisation)}`,
    lines: [
      'مرحبًا،',
      `يدعوك ${isolated(invitedBy)} إلى المشاركة في عمل «${isolated(organisation)}» على منصة Augenhöhe. لقبول الدعوة استخدم هذا الرابط:`,
      link,
      `الرابط صالح لمدة ${days} يومًا ولمرة واحدة ولهذا العنوان فقط. إذا لم ترغب في ذلك فلا داعي لأي إجراء.`,
    ],
  }),
  uk: ({ organisation, invitedBy, link, days }) => ({
    subject: `Запрошення: ${organisation}`,
    lines: [
      'Вітаємо!',
      `${invitedBy} запрошує Вас долучитися на платформі Augenhöhe до роботи об’єднання «${organisation}». Прийняти запрошення можна за цим посиланням:`,
      link,
      `Термін дії посилання в днях: ${days}. Воно працює один раз і лише для цієї електронної адреси. Не хочете? Тоді нічого робити не треба.`,
    ],
  }),
}

/** The mail that carries the link of an invitation. */
export function invitationMail(invited: Invited) {
  const { subject, lines } = words[invited.locale](invited)
  return { to: invited.to, lang: invited.locale, subject, text: `${lines.join('\n\n')}\n\nAugenhöhe\n` }
}
