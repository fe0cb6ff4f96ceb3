import type { Locale, ReturnReason, RevocationReason } from '@augenhoehe/contracts'
import { isolated } from '../../../platform/languages.ts'

export type News =
  | { kind: 'verified' }
  | { kind: 'returned'; reason: ReturnReason; note: string }
  | { kind: 'revoked'; reason: RevocationReason; note: string }

interface Told {
  to: string
  locale: Locale
  organisation: string
  link: string
  news: News
}

interface Words {
  greeting: string
  subject: Record<News['kind'], (organisation: string) => string>
  first: Record<News['kind'], (organisation: string) => string>
  reasons: Record<ReturnReason | RevocationReason, string>
  next: Record<News['kind'], string>
}

const words: Record<Locale, Words> = {
  de: {
    greeting: 'Guten Tag,',
    subject: {
      verified: (name) => `${name} ist geprüft`,
      returned: (name) => `Prüfung von ${name}: Es fehlt noch etwas`,
      revoked: (name) => `${name} gilt nicht mehr als geprüft`,
    },
    first: {
      verified: (name) => `„${name}“ ist jetzt geprüft. Andere sehen das in Ihrem Profil.`,
      returned: (name) => `Wir haben uns angesehen, was Sie für „${name}“ gesendet haben.`,
      revoked: (name) => `Wir haben die Prüfung von „${name}“ zurückgenommen.`,
    },
    reasons: {
      unreadable: 'Wir konnten die Seiten nicht lesen.',
      incomplete: 'Es fehlen Seiten.',
      'other-organisation': 'Name oder Ort passen nicht zu Ihrem Profil.',
      outdated: 'Der Auszug ist zu alt.',
      'no-evidence': 'Das ist kein Auszug aus einem Register.',
      dissolved: 'Nach unserer Kenntnis gibt es den Verein nicht mehr.',
      'not-as-stated': 'Die Angaben stimmen nicht mit dem überein, was wir wissen.',
      mistake: 'Die Prüfung war ein Versehen von uns.',
      other: '',
    },
    next: {
      verified: 'Ihr Verein:',
      returned: 'Sie können jederzeit etwas Neues senden:',
      revoked:
        'Sie können weiter lesen, schreiben und gefunden werden. Sehen Sie das anders? Senden Sie einen Auszug, oder sprechen Sie uns an:',
    },
  },
  en: {
    greeting: 'Hello,',
    subject: {
      verified: (name) => `${name} is verified`,
      returned: (name) => `Verification of ${name}: something is missing`,
      revoked: (name) => `${name} is no longer verified`,
    },
    first: {
      verified: (name) => `“${name}” is now verified. Others see this in your profile.`,
      returned: (name) => `We have looked at what you sent for “${name}”.`,
      revoked: (name) => `We have taken back the verification of “${name}”.`,
    },
    reasons: {
      unreadable: 'We could not read the pages.',
      incomplete: 'Pages are missing.',
      'other-organisation': 'Name or place do not fit your profile.',
      outdated: 'The extract is too old.',
      'no-evidence': 'This is not an extract from a register.',
      dissolved: 'As far as we know the association no longer exists.',
      'not-as-stated': 'What is stated does not fit what we know.',
      mistake: 'The verification was a mistake of ours.',
      other: '',
    },
    next: {
      verified: 'Your association:',
      returned: 'You can send something new at any time:',
      revoked:
        'You can still read, write and be found. Do you see it differently? Send an extract, or talk to us:',
    },
  },
  ar: {
    greeting: 'مرحبًا،',
    subject: {
      verified: (name) => `تم التحقق من ${isolated(name)}`,
      returned: (name) => `التحقق من ${isolated(name)}: ما زال ينقص شيء`,
      revoked: (name) => `لم تعد ${isolated(name)} جمعية متحقَّقًا منها`,
    },
    first: {
      verified: (name) => `تم الآن التحقق من «${isolated(name)}». يرى الآخرون ذلك في ملفكم.`,
      returned: (name) => `اطّلعنا على ما أرسلتموه من أجل «${isolated(name)}».`,
      revoked: (name) => `ألغينا التحقق من «${isolated(name)}».`,
    },
    reasons: {
      unreadable: 'لم نتمكن من قراءة الصفحات.',
      incomplete: 'هناك صفحات ناقصة.',
      'other-organisation': 'الاسم أو المكان لا يطابق ملفكم.',
      outdated: 'المستخرج قديم جدًا.',
      'no-evidence': 'هذا ليس مستخرجًا من سجل.',
      dissolved: 'بحسب علمنا لم تعد الجمعية قائمة.',
      'not-as-stated': 'البيانات لا تطابق ما نعرفه.',
      mistake: 'كان التحقق خطأً منا.',
      other: '',
    },
    next: {
      verified: 'جمعيتكم:',
      returned: 'يمكنكم إرسال شيء جديد في أي وقت:',
      revoked:
        'يمكنكم مواصلة القراءة والكتابة، ويمكن العثور عليكم. هل ترون الأمر بشكل مختلف؟ أرسلوا مستخرجًا أو تواصلوا معنا:',
    },
  },
}

/** What an association's admins hear of a decision: what, why, and what they can do. */
export function verificationMail({ to, locale, organisation, link, news }: Told) {
  const { greeting, subject, first, reasons, next } = words[locale]
  const why = news.kind === 'verified' ? [] : [reasons[news.reason], news.note]
  const lines = [greeting, first[news.kind](organisation), ...why, next[news.kind], link]
  return {
    to,
    lang: locale,
    subject: subject[news.kind](organisation),
    text: `${lines.filter(Boolean).join('\n\n')}\n\nAugenhöhe\n`,
  }
}
