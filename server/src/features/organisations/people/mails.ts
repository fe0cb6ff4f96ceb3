import type { Locale } from '@augenhoehe/contracts'
import { isolated, momentIn } from '../../../platform/languages.ts'

interface Restoring {
  to: string
  locale: Locale
  organisation: string
  /** Who is to run it. */
  person: string
  /** When it takes effect; null while somebody else of the staff has yet to confirm it. */
  effectiveAt: Date | null
  link: string
}

const words: Record<Locale, (mail: Restoring) => { subject: string; lines: string[] }> = {
  de: ({ organisation, person, effectiveAt, link }) => ({
    subject: `Zugang zu „${organisation}“`,
    lines: [
      'Guten Tag,',
      `bei uns hat sich gemeldet, dass niemand mehr „${organisation}“ auf Augenhöhe verwalten kann. Darum soll ${person} den Verein dort verwalten.`,
      effectiveAt
        ? `Zwei Personen aus dem Kompetenzzentrum haben das geprüft. Es gilt ab ${momentIn('de', effectiveAt)}, wenn niemand widerspricht.`
        : 'Eine zweite Person aus dem Kompetenzzentrum prüft das noch. Danach warten wir 72 Stunden.',
      'Ist das nicht richtig? Dann halten Sie es hier an. Ein Einspruch genügt:',
      link,
      'Ist alles in Ordnung, brauchen Sie nichts zu tun.',
    ],
  }),
  'de-simple': ({ organisation, person, effectiveAt, link }) => ({
    subject: `Wer verwaltet „${organisation}“?`,
    lines: [
      'Guten Tag,',
      `wir haben eine Nachricht bekommen: Niemand kann „${organisation}“ auf Augenhöhe mehr verwalten. Darum soll ${person} den Verein dort verwalten.`,
      effectiveAt
        ? `Zwei Personen aus dem Kompetenzzentrum haben das geprüft. Es gilt ab ${momentIn('de-simple', effectiveAt)}. Außer jemand ist dagegen.`
        : 'Eine zweite Person aus dem Kompetenzzentrum prüft das noch. Danach warten wir 72 Stunden.',
      'Ist das falsch? Dann können Sie es hier anhalten. Es reicht, wenn eine Person dagegen ist:',
      link,
      'Ist alles richtig? Dann müssen Sie nichts tun.',
    ],
  }),
  en: ({ organisation, person, effectiveAt, link }) => ({
    subject: `Access to “${organisation}”`,
    lines: [
      'Hello,',
      `we have been told that nobody can run “${organisation}” on Augenhöhe any more. Therefore ${person} is to run it there.`,
      effectiveAt
        ? `Two people of the competence centre have checked this. It takes effect on ${momentIn('en', effectiveAt)} unless somebody objects.`
        : 'A second person of the competence centre has yet to check this. After that we wait for 72 hours.',
      'Is this wrong? Then stop it here. One objection is enough:',
      link,
      'If all is well, you need not do anything.',
    ],
  }),
  tr: ({ organisation, person, effectiveAt, link }) => ({
    subject: `“${organisation}” için yönetim yetkisi`,
    lines: [
      'Merhaba,',
      `Augenhöhe’de artık kimsenin “${organisation}” kaydını yönetemediği bize bildirildi. Bu nedenle derneği orada ${person} yönetecek.`,
      effectiveAt
        ? `Uzmanlık merkezinden iki kişi bunu inceledi. Kimse itiraz etmezse karar ${momentIn('tr', effectiveAt)} itibarıyla geçerli olur.`
        : 'Uzmanlık merkezinden ikinci bir kişi bunu henüz inceliyor. Ardından 72 saat bekliyoruz.',
      'Bu doğru değil mi? Buradan durdurabilirsiniz. Tek bir itiraz yeterlidir:',
      link,
      'Her şey yolundaysa bir şey yapmanıza gerek yok.',
    ],
  }),
  ar: ({ organisation, person, effectiveAt, link }) => ({
    subject: `إدارة «${isolated(organisation)}»`,
    lines: [
      'مرحبًا،',
      `وصلنا أنه لم يعد بإمكان أحد إدارة «${isolated(organisation)}» على منصة Augenhöhe. لذلك سيتولى ${isolated(person)} إدارتها هناك.`,
      effectiveAt
        ? `راجع شخصان من مركز الكفاءة هذا الأمر. يسري القرار في ${momentIn('ar', effectiveAt)} ما لم يعترض أحد.`
        : 'سيراجع شخص ثانٍ من مركز الكفاءة هذا الأمر، ثم ننتظر 72 ساعة.',
      'هل هذا غير صحيح؟ أوقفه من هنا. يكفي اعتراض واحد:',
      link,
      'إذا كان كل شيء صحيحًا فلا داعي لأي إجراء.',
    ],
  }),
  uk: ({ organisation, person, effectiveAt, link }) => ({
    subject: `Доступ до «${organisation}»`,
    lines: [
      'Вітаємо!',
      `Нам повідомили, що ніхто більше не може адмініструвати «${organisation}» на платформі Augenhöhe. Тому там адмініструватиме об’єднання ${person}.`,
      effectiveAt
        ? `Двоє працівників Центру компетенцій це перевірили. Рішення набуде чинності ${momentIn('uk', effectiveAt)}, якщо ніхто не заперечить.`
        : 'Друга людина з Центру компетенцій це ще перевіряє. Після цього ми чекаємо 72 години.',
      'Це неправильно? Тоді зупиніть це тут. Достатньо одного заперечення:',
      link,
      'Якщо все гаразд, нічого робити не треба.',
    ],
  }),
}

/** Tells somebody of an organisation that another account is to run it, and how to stop that. */
export function restorationMail(restoring: Restoring) {
  const { subject, lines } = words[restoring.locale](restoring)
  return { to: restoring.to, lang: restoring.locale, subject, text: `${lines.join('\n\n')}\n\nAugenhöhe\n` }
}
