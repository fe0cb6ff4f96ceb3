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
}

/** Tells somebody of an organisation that another account is to run it, and how to stop that. */
export function restorationMail(restoring: Restoring) {
  const { subject, lines } = words[restoring.locale](restoring)
  return { to: restoring.to, lang: restoring.locale, subject, text: `${lines.join('\n\n')}\n\nAugenhöhe\n` }
}
