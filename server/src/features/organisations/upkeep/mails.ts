import type { Locale } from '@augenhoehe/contracts'
import { dayIn, isolated } from '../../../platform/languages.ts'

interface Asked {
  to: string
  locale: Locale
  organisation: string
  /** A second time. */
  again: boolean
  confirmedAt: Date
  /** Until when an answer keeps it among the suggestions; null once that is over. */
  until: Date | null
  links: { current: string; change: string; dormant: string }
}

const words: Record<Locale, (mail: Asked) => { subject: string; lines: string[] }> = {
  de: ({ organisation, again, confirmedAt, until, links }) => ({
    subject: `${again ? 'Erinnerung: ' : ''}Stimmen die Angaben zu „${organisation}“ noch?`,
    lines: [
      'Guten Tag,',
      `die Angaben zu „${organisation}“ auf Augenhöhe hat zuletzt am ${dayIn('de', confirmedAt)} jemand bestätigt. Stimmen sie noch? Für „stimmt“ und „ruht“ genügt ein Tipp, ohne Anmeldung.`,
      `Alles stimmt noch:\n${links.current}`,
      `Etwas hat sich geändert (dazu melden Sie sich an):\n${links.change}`,
      `Unser Verein ruht zurzeit:\n${links.dormant}`,
      until
        ? `Bitte antworten Sie bis zum ${dayIn('de', until)}. Danach schlagen wir den Verein anderen nicht mehr vor. Gelöscht wird nichts.`
        : 'Zurzeit schlagen wir den Verein anderen nicht mehr vor. Gelöscht ist nichts. Mit Ihrer Antwort ist alles sofort wieder da.',
      ...(again ? ['Das ist unsere einzige Erinnerung.'] : []),
    ],
  }),
  'de-simple': ({ organisation, again, confirmedAt, until, links }) => ({
    subject: `${again ? 'Erinnerung: ' : ''}Stimmt noch alles bei „${organisation}“?`,
    lines: [
      'Guten Tag,',
      `auf Augenhöhe stehen Angaben zu „${organisation}“. Am ${dayIn('de-simple', confirmedAt)} hat zuletzt jemand gesagt: Das stimmt. Stimmt es noch? Für „stimmt“ und „macht Pause“ reicht ein Tipp. Sie müssen sich nicht anmelden.`,
      `Alles stimmt noch:\n${links.current}`,
      `Etwas ist anders geworden. Dafür melden Sie sich bitte an:\n${links.change}`,
      `Unser Verein macht gerade Pause:\n${links.dormant}`,
      until
        ? `Bitte antworten Sie bis zum ${dayIn('de-simple', until)}. Sonst schlagen wir Ihren Verein anderen nicht mehr vor. Wir löschen nichts.`
        : 'Im Moment schlagen wir Ihren Verein anderen nicht vor. Wir haben nichts gelöscht. Antworten Sie, dann ist alles sofort wieder da.',
      ...(again ? ['Wir erinnern Sie nur dieses eine Mal.'] : []),
    ],
  }),
  en: ({ organisation, again, confirmedAt, until, links }) => ({
    subject: `${again ? 'Reminder: ' : ''}Is the profile of “${organisation}” still right?`,
    lines: [
      'Hello,',
      `somebody last confirmed the profile of “${organisation}” on Augenhöhe on ${dayIn('en', confirmedAt)}. Is it still right? For “still right” and “resting” one tap is enough, without signing in.`,
      `All of it is still right:\n${links.current}`,
      `Something has changed (for this you sign in):\n${links.change}`,
      `Our association is resting at present:\n${links.dormant}`,
      until
        ? `Please answer by ${dayIn('en', until)}. After that we no longer suggest the association to others. Nothing is deleted.`
        : 'At present we do not suggest the association to others. Nothing is deleted. With your answer everything is back at once.',
      ...(again ? ['This is our only reminder.'] : []),
    ],
  }),
  tr: ({ organisation, again, confirmedAt, until, links }) => ({
    subject: `${again ? 'Hatırlatma: ' : ''}“${organisation}” bilgileri hâlâ doğru mu?`,
    lines: [
      'Merhaba,',
      `Augenhöhe’deki “${organisation}” bilgileri en son ${dayIn('tr', confirmedAt)} tarihinde onaylandı. Hâlâ doğru mu? “Doğru” veya “ara verdi” demek için bir dokunuş yeter, giriş yapmanız gerekmez.`,
      `Her şey hâlâ doğru:\n${links.current}`,
      `Bir şey değişti (bunun için giriş yapmanız gerekir):\n${links.change}`,
      `Derneğimiz şu anda ara verdi:\n${links.dormant}`,
      until
        ? `Lütfen ${dayIn('tr', until)} tarihine kadar yanıtlayın. Bu tarihten sonra derneği başkalarına önermiyoruz. Hiçbir şey silinmez.`
        : 'Şu anda derneği başkalarına önermiyoruz. Hiçbir şey silinmedi. Yanıtınızla her şey hemen geri gelir.',
      ...(again ? ['Bu tek hatırlatmamızdır.'] : []),
    ],
  }),
  ar: ({ organisation, again, confirmedAt, until, links }) => ({
    subject: `${again ? 'تذكير: ' : ''}هل ما زالت بيانات «${isolated(organisation)}» صحيحة؟`,
    lines: [
      'مرحبًا،',
      `آخر تأكيد لبيانات «${isolated(organisation)}» على منصة Augenhöhe كان في ${dayIn('ar', confirmedAt)}. هل ما زالت صحيحة؟ للإجابة بأنها «صحيحة» أو «متوقفة» تكفي نقرة واحدة دون تسجيل الدخول.`,
      `كل شيء ما زال صحيحًا:\n${links.current}`,
      `تغيّر شيء ما (يلزم هنا تسجيل الدخول):\n${links.change}`,
      `جمعيتنا متوقفة عن النشاط حاليًا:\n${links.dormant}`,
      until
        ? `يرجى الإجابة حتى ${dayIn('ar', until)}. بعد ذلك لن نقترح الجمعية على الآخرين. لن يُحذف أي شيء.`
        : 'حاليًا لا نقترح الجمعية على الآخرين. لم يُحذف أي شيء. بإجابتكم يعود كل شيء فورًا.',
      ...(again ? ['هذا تذكيرنا الوحيد.'] : []),
    ],
  }),
  uk: ({ organisation, again, confirmedAt, until, links }) => ({
    subject: `${again ? 'Нагадування: ' : ''}чи дані про «${organisation}» ще правильні?`,
    lines: [
      'Вітаємо!',
      `Востаннє дані про «${organisation}» на платформі Augenhöhe підтвердили ${dayIn('uk', confirmedAt)}. Чи вони ще правильні? Щоб відповісти «усе правильно» або «на паузі», досить одного дотику, входити не треба.`,
      `Усе ще правильно:\n${links.current}`,
      `Дещо змінилося (для цього потрібно ввійти):\n${links.change}`,
      `Наше об’єднання зараз на паузі:\n${links.dormant}`,
      until
        ? `Будь ласка, дайте відповідь до ${dayIn('uk', until)}. Після цього ми більше не пропонуватимемо об’єднання іншим. Нічого не буде видалено.`
        : 'Зараз ми не пропонуємо об’єднання іншим. Нічого не видалено. Щойно Ви відповісте, усе одразу повернеться.',
      ...(again ? ['Це наше єдине нагадування.'] : []),
    ],
  }),
}

/** Asks somebody who runs an organisation whether its profile still holds. */
export function questionMail(asked: Asked) {
  const { subject, lines } = words[asked.locale](asked)
  return { to: asked.to, lang: asked.locale, subject, text: `${lines.join('\n\n')}\n\nAugenhöhe\n` }
}
