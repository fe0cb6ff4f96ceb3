import type { Locale } from '@augenhoehe/contracts'
import type { Mail } from '../../platform/mail.ts'
import { dayIn, isolated } from '../../platform/languages.ts'

interface Entry {
  title: string
  expiresAt: Date
  link: string
}

interface Reminder {
  to: string
  locale: Locale
  organisation: string
  /** At least one. */
  entries: readonly Entry[]
  /** Where all entries are. */
  own: string
}

type Words = (reminder: Reminder) => { one: string; several: string; lines: readonly string[] }

const words: Record<Locale, Words> = {
  de: ({ organisation, entries, own }) => ({
    one: `„${entries[0]!.title}“ läuft bald ab`,
    several: `${entries.length} Einträge von „${organisation}“ laufen bald ab`,
    lines: [
      'Guten Tag,',
      `was „${organisation}“ auf Augenhöhe sucht oder bietet, zeigen wir 180 Tage lang. Dann fragen wir nach. Gilt das noch? Zum Verlängern genügt ein Tipp, ohne Anmeldung.`,
      ...entries.map(
        ({ title, expiresAt, link }) => `„${title}“, sichtbar bis ${dayIn('de', expiresAt)}:\n${link}`,
      ),
      `Ist es erledigt? Dann brauchen Sie nichts zu tun. Gelöscht wird nichts: Alle Einträge finden Sie hier:\n${own}`,
    ],
  }),
  'de-simple': ({ organisation, entries, own }) => ({
    one: `„${entries[0]!.title}“ läuft bald ab`,
    several: `${entries.length} Einträge von „${organisation}“ laufen bald ab`,
    lines: [
      'Guten Tag,',
      `„${organisation}“ sucht oder bietet etwas auf Augenhöhe. Wir zeigen das 180 Tage lang. Dann fragen wir: Gilt das noch? Zum Verlängern reicht ein Tipp. Sie müssen sich nicht anmelden.`,
      ...entries.map(
        ({ title, expiresAt, link }) => `„${title}“, zu sehen bis ${dayIn('de-simple', expiresAt)}:\n${link}`,
      ),
      `Brauchen Sie den Eintrag nicht mehr? Dann müssen Sie nichts tun. Wir löschen nichts. Hier finden Sie alle Ihre Einträge:\n${own}`,
    ],
  }),
  en: ({ organisation, entries, own }) => ({
    one: `“${entries[0]!.title}” soon expires`,
    several: `${entries.length} entries of “${organisation}” soon expire`,
    lines: [
      'Hello,',
      `what “${organisation}” seeks or offers on Augenhöhe is shown for 180 days. Then we ask. Does it still hold? One tap renews it, without signing in.`,
      ...entries.map(
        ({ title, expiresAt, link }) => `“${title}”, visible until ${dayIn('en', expiresAt)}:\n${link}`,
      ),
      `Is it done? Then you need not do anything. Nothing is deleted: you find all entries here:\n${own}`,
    ],
  }),
  tr: ({ organisation, entries, own }) => ({
    one: `“${entries[0]!.title}” süresi yakında doluyor`,
    several: `“${organisation}”: ${entries.length} ilanın süresi yakında doluyor`,
    lines: [
      'Merhaba,',
      `“${organisation}” derneğinin Augenhöhe’de aradıklarını veya sunduklarını 180 gün gösteriyoruz. Sonra soruyoruz: Hâlâ geçerli mi? Süreyi uzatmak için bir dokunuş yeter, giriş yapmanız gerekmez.`,
      ...entries.map(
        ({ title, expiresAt, link }) =>
          `“${title}”, ${dayIn('tr', expiresAt)} tarihine kadar görünür:\n${link}`,
      ),
      `Gerek kalmadı mı? O zaman bir şey yapmanıza gerek yok. Hiçbir şey silinmez, bütün ilanlarınızı burada bulursunuz:\n${own}`,
    ],
  }),
  ar: ({ organisation, entries, own }) => ({
    one: `تنتهي صلاحية «${isolated(entries[0]!.title)}» قريبًا`,
    several: `تنتهي صلاحية ${entries.length} من إدخالات «${isolated(organisation)}» قريبًا`,
    lines: [
      'مرحبًا،',
      `ما تبحث عنه «${isolated(organisation)}» أو تعرضه على منصة Augenhöhe يظهر 180 يومًا، ثم نسأل. هل ما زال قائمًا؟ للتمديد تكفي نقرة واحدة دون تسجيل الدخول.`,
      ...entries.map(
        ({ title, expiresAt, link }) => `«${isolated(title)}»، يظهر حتى ${dayIn('ar', expiresAt)}:\n${link}`,
      ),
      `هل انتهى الأمر؟ إذن لا حاجة إلى فعل شيء. لن يُحذف أي شيء، وتجدون كل الإعلانات هنا:\n${own}`,
    ],
  }),
  uk: ({ organisation, entries, own }) => ({
    one: `«${entries[0]!.title}»: термін скоро закінчиться`,
    several: `«${organisation}»: скоро закінчиться термін оголошень (${entries.length})`,
    lines: [
      'Вітаємо!',
      `Те, що «${organisation}» шукає або пропонує на платформі Augenhöhe, ми показуємо 180 днів. Потім запитуємо, чи це ще актуально. Щоб продовжити, досить одного дотику, входити не треба.`,
      ...entries.map(
        ({ title, expiresAt, link }) => `«${title}», видно до ${dayIn('uk', expiresAt)}:\n${link}`,
      ),
      `Уже неактуально? Тоді нічого робити не треба. Нічого не буде видалено, усі оголошення Ви знайдете тут:\n${own}`,
    ],
  }),
}

/** Asks somebody who runs an organisation whether what soon expires still holds. */
export function reminderMail(reminder: Reminder): Mail {
  const { one, several, lines } = words[reminder.locale](reminder)
  const subject = reminder.entries.length === 1 ? one : several
  return {
    to: reminder.to,
    lang: reminder.locale,
    subject,
    text: `${lines.join('\n\n')}\n\nAugenhöhe\n`,
  }
}
