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
  'de-simple': {
    greeting: 'Guten Tag,',
    subject: {
      verified: (name) => `${name} ist geprüft`,
      returned: (name) => `Prüfung von ${name}: Es fehlt noch etwas`,
      revoked: (name) => `${name} ist nicht mehr geprüft`,
    },
    first: {
      verified: (name) =>
        `Wir haben „${name}“ geprüft. Alles ist in Ordnung. Andere sehen das in Ihrem Profil.`,
      returned: (name) => `Sie haben uns etwas für „${name}“ gesendet. Wir haben es uns angesehen.`,
      revoked: (name) => `„${name}“ gilt ab jetzt nicht mehr als geprüft.`,
    },
    reasons: {
      unreadable: 'Wir konnten die Seiten nicht lesen.',
      incomplete: 'Es fehlen Seiten.',
      'other-organisation': 'Der Name oder der Ort ist anders als in Ihrem Profil.',
      outdated: 'Der Auszug ist zu alt.',
      'no-evidence': 'Das ist kein Auszug aus einem Register.',
      dissolved: 'Wir haben gehört: Den Verein gibt es nicht mehr.',
      'not-as-stated': 'Wir wissen etwas anderes, als in den Angaben steht.',
      mistake: 'Wir haben bei der Prüfung einen Fehler gemacht.',
      other: '',
    },
    next: {
      verified: 'Ihr Verein:',
      returned: 'Sie können uns jederzeit etwas Neues senden:',
      revoked:
        'Sie können weiter lesen und schreiben. Andere können Sie weiter finden. Sind Sie nicht einverstanden? Senden Sie uns einen Auszug. Oder sprechen Sie mit uns:',
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
  tr: {
    greeting: 'Merhaba,',
    subject: {
      verified: (name) => `${name} doğrulandı`,
      returned: (name) => `${name} için doğrulama: bir şey eksik`,
      revoked: (name) => `${name} artık doğrulanmış sayılmıyor`,
    },
    first: {
      verified: (name) => `“${name}” artık doğrulandı. Başkaları bunu profilinizde görür.`,
      returned: (name) => `“${name}” için gönderdiklerinize baktık.`,
      revoked: (name) => `“${name}” için verdiğimiz doğrulamayı geri aldık.`,
    },
    reasons: {
      unreadable: 'Sayfaları okuyamadık.',
      incomplete: 'Eksik sayfalar var.',
      'other-organisation': 'Ad veya yer profilinizle uyuşmuyor.',
      outdated: 'Sicil kaydı çok eski.',
      'no-evidence': 'Bu bir sicil kaydı değil.',
      dissolved: 'Bildiğimiz kadarıyla dernek artık yok.',
      'not-as-stated': 'Verilen bilgiler bizim bildiklerimizle uyuşmuyor.',
      mistake: 'Doğrulama bizim hatamızdı.',
      other: '',
    },
    next: {
      verified: 'Derneğiniz:',
      returned: 'Her zaman yeni bir belge gönderebilirsiniz:',
      revoked:
        'Okumaya ve yazmaya devam edebilirsiniz, başkaları sizi bulmaya devam eder. Farklı mı düşünüyorsunuz? Bir sicil kaydı gönderin veya bizimle görüşün:',
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
  uk: {
    greeting: 'Вітаємо!',
    subject: {
      verified: (name) => `«${name}» перевірено`,
      returned: (name) => `Перевірка «${name}»: ще чогось бракує`,
      revoked: (name) => `«${name}» більше не вважається перевіреним`,
    },
    first: {
      verified: (name) => `Об’єднання «${name}» тепер перевірене. Інші бачать це у Вашому профілі.`,
      returned: (name) => `Ми переглянули те, що Ви надіслали для об’єднання «${name}».`,
      revoked: (name) => `Ми скасували перевірку об’єднання «${name}».`,
    },
    reasons: {
      unreadable: 'Ми не змогли прочитати сторінки.',
      incomplete: 'Бракує сторінок.',
      'other-organisation': 'Назва або місце не відповідають Вашому профілю.',
      outdated: 'Витяг застарілий.',
      'no-evidence': 'Це не витяг із реєстру.',
      dissolved: 'Наскільки нам відомо, цього об’єднання вже немає.',
      'not-as-stated': 'Дані не збігаються з тим, що ми знаємо.',
      mistake: 'Перевірка була нашою помилкою.',
      other: '',
    },
    next: {
      verified: 'Ваше об’єднання:',
      returned: 'Ви можете будь-коли надіслати щось нове:',
      revoked:
        'Ви й далі можете читати й писати, і Вас можуть знаходити. Ви не згодні? Надішліть витяг або зверніться до нас:',
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
