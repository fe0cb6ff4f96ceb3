import { exportKeptHours, type ErasureTexts, type Locale } from '@augenhoehe/contracts'
import { dayIn, greeting } from '../../platform/languages.ts'
import type { Mail } from '../../platform/mail.ts'

const words: Readonly<Record<Locale, { subject: string; lines: readonly string[] }>> = {
  de: {
    subject: 'Ihre Daten liegen bereit',
    lines: [
      'Sie haben um alles gebeten, was die Plattform über Sie gespeichert hat. Die Dateien liegen hier:',
      '{link}',
      `Sie liegen dort ${exportKeptHours} Stunden, danach werden sie gelöscht. Sie müssen angemeldet sein.`,
      'Waren Sie das nicht? Dann ändern Sie bitte Ihr Passwort.',
    ],
  },
  'de-simple': {
    subject: 'Ihre Daten sind fertig',
    lines: [
      'Sie wollten alle Daten haben, die wir über Sie gespeichert haben. Hier sind sie:',
      '{link}',
      `Sie haben dafür ${exportKeptHours} Stunden Zeit. Danach löschen wir die Dateien. Bitte melden Sie sich an.`,
      'Haben Sie das nicht verlangt? Dann ändern Sie bitte Ihr Passwort.',
    ],
  },
  en: {
    subject: 'Your data are ready',
    lines: [
      'you asked for everything the platform has stored about you. The files are here:',
      '{link}',
      `They lie there for ${exportKeptHours} hours, then they are deleted. You have to be signed in.`,
      'Was it not you? Then please change your password.',
    ],
  },
  tr: {
    subject: 'Verileriniz hazır',
    lines: [
      'Platformun hakkınızda sakladığı her şeyi istediniz. Dosyalar burada:',
      '{link}',
      `Orada ${exportKeptHours} saat kalır, sonra silinirler. Giriş yapmış olmanız gerekir.`,
      'Bunu siz istemediniz mi? O zaman lütfen şifrenizi değiştirin.',
    ],
  },
  ar: {
    subject: 'بياناتك جاهزة',
    lines: [
      'طلبت كل ما حفظته المنصة عنك. الملفات هنا:',
      '{link}',
      `تبقى هناك ${exportKeptHours} ساعة ثم تُحذف. يجب أن تكون مسجَّل الدخول.`,
      'ألم تطلب ذلك؟ إذن غيّر كلمة المرور من فضلك.',
    ],
  },
  uk: {
    subject: 'Ваші дані готові',
    lines: [
      'Ви просили все, що платформа зберігає про Вас. Файли тут:',
      '{link}',
      `Вони лежатимуть там ${exportKeptHours} години, потім їх буде видалено. Потрібно ввійти.`,
      'Це були не Ви? Тоді, будь ласка, змініть пароль.',
    ],
  },
}

/** Says that somebody's export lies ready. Nothing of it stands in the mail, nor anything that opens it. */
export function exportMail(to: string, locale: Locale, link: string): Mail {
  const { subject, lines } = words[locale]
  return {
    to,
    subject,
    lang: locale,
    text: [greeting[locale], ...lines, 'Augenhöhe\n'].join('\n\n').replace('{link}', link),
  }
}

type ErasureKind = 'asked' | 'kept' | 'done'
type Pieces = Record<ErasureKind, { subject: string; lines: readonly string[] }> & {
  becomes: Record<ErasureTexts, string>
}

const erasureWords: Readonly<Record<Locale, Pieces>> = {
  de: {
    becomes: {
      keep: 'Ihre Texte bleiben stehen, ohne Ihren Namen.',
      remove: 'Ihre Texte werden entfernt.',
    },
    asked: {
      subject: 'Ihr Konto wird gelöscht',
      lines: [
        'Sie haben darum gebeten, dass wir Ihr Konto löschen. Das geschieht am {day}. {becomes}',
        'Bis dahin können Sie es zurücknehmen: Melden Sie sich an und wählen Sie „Konto behalten“.',
        '{link}',
        'Waren Sie das nicht? Dann melden Sie sich bitte gleich an, behalten Sie das Konto und ändern Sie Ihr Passwort.',
      ],
    },
    kept: {
      subject: 'Ihr Konto bleibt',
      lines: ['Ihr Konto wird nicht gelöscht. Alles ist wie vorher.'],
    },
    done: {
      subject: 'Ihr Konto ist gelöscht',
      lines: [
        'Ihr Konto ist jetzt gelöscht, wie Sie es wollten. {becomes}',
        'Das ist die letzte Mail an diese Adresse: Wir kennen sie jetzt nicht mehr. In unseren Sicherungskopien liegen Ihre Daten noch, bis diese Kopien gelöscht werden; zurück kommen sie nicht.',
      ],
    },
  },
  'de-simple': {
    becomes: {
      keep: 'Ihre Texte bleiben. Ihr Name steht nicht mehr dabei.',
      remove: 'Ihre Texte werden auch gelöscht.',
    },
    asked: {
      subject: 'Wir löschen Ihr Konto',
      lines: [
        'Sie wollten, dass wir Ihr Konto löschen. Wir löschen es am {day}. {becomes}',
        'Möchten Sie das Konto doch behalten? Dann melden Sie sich vorher an. Wählen Sie dort „Konto behalten“.',
        '{link}',
        'Haben Sie das nicht gewollt? Dann melden Sie sich bitte gleich an. Behalten Sie das Konto. Und ändern Sie Ihr Passwort.',
      ],
    },
    kept: {
      subject: 'Ihr Konto bleibt',
      lines: ['Wir löschen Ihr Konto nicht. Alles bleibt, wie es war.'],
    },
    done: {
      subject: 'Ihr Konto ist gelöscht',
      lines: [
        'Wir haben Ihr Konto gelöscht. So wollten Sie es. {becomes}',
        'Das ist unsere letzte Mail an Sie. Wir haben Ihre Adresse jetzt nicht mehr. In unseren Sicherungs-Kopien sind Ihre Daten noch eine Zeit lang. Dann löschen wir auch diese Kopien.',
      ],
    },
  },
  en: {
    becomes: { keep: 'Your texts stay, without your name.', remove: 'Your texts are removed.' },
    asked: {
      subject: 'Your account will be erased',
      lines: [
        'you asked us to erase your account. That happens on {day}. {becomes}',
        'Until then you can take it back: sign in and choose “Keep my account”.',
        '{link}',
        'Was it not you? Then please sign in at once, keep the account and change your password.',
      ],
    },
    kept: { subject: 'Your account stays', lines: ['your account will not be erased. All is as before.'] },
    done: {
      subject: 'Your account is erased',
      lines: [
        'your account is erased now, as you wished. {becomes}',
        'This is the last mail to this address: we do not know it any more. Our backups still hold your data until those copies are deleted; they do not come back.',
      ],
    },
  },
  tr: {
    becomes: { keep: 'Metinleriniz adınız olmadan kalır.', remove: 'Metinleriniz kaldırılır.' },
    asked: {
      subject: 'Hesabınız silinecek',
      lines: [
        'Hesabınızı silmemizi istediniz. Silinme tarihi: {day}. {becomes}',
        'O zamana kadar vazgeçebilirsiniz: giriş yapın ve “Hesabımı koru” seçeneğini seçin.',
        '{link}',
        'Bunu siz istemediniz mi? O zaman lütfen hemen giriş yapın, hesabı koruyun ve şifrenizi değiştirin.',
      ],
    },
    kept: { subject: 'Hesabınız kalıyor', lines: ['Hesabınız silinmeyecek. Her şey eskisi gibi.'] },
    done: {
      subject: 'Hesabınız silindi',
      lines: [
        'Hesabınız istediğiniz gibi silindi. {becomes}',
        'Bu, bu adrese gönderilen son e-postadır: adresinizi artık bilmiyoruz. Verileriniz, yedek kopyalarımız silinene kadar onlarda kalır; geri getirilmezler.',
      ],
    },
  },
  ar: {
    becomes: { keep: 'تبقى نصوصك دون اسمك.', remove: 'تُزال نصوصك.' },
    asked: {
      subject: 'سيُحذف حسابك',
      lines: [
        'طلبت منا حذف حسابك. سيتم ذلك في {day}. {becomes}',
        'يمكنك التراجع حتى ذلك الحين: سجّل الدخول واختر «الاحتفاظ بالحساب».',
        '{link}',
        'ألم تطلب ذلك؟ إذن سجّل الدخول فورًا من فضلك، واحتفظ بالحساب، وغيّر كلمة المرور.',
      ],
    },
    kept: { subject: 'حسابك باقٍ', lines: ['لن يُحذف حسابك. كل شيء كما كان.'] },
    done: {
      subject: 'حُذف حسابك',
      lines: [
        'حُذف حسابك الآن كما أردت. {becomes}',
        'هذه آخر رسالة إلى هذا العنوان: لم نعد نعرفه. تبقى بياناتك في نسخنا الاحتياطية إلى أن تُحذف تلك النسخ، ولن تعود.',
      ],
    },
  },
  uk: {
    becomes: { keep: 'Ваші тексти залишаться без Вашого імені.', remove: 'Ваші тексти буде видалено.' },
    asked: {
      subject: 'Ваш обліковий запис буде видалено',
      lines: [
        'Ви попросили видалити Ваш обліковий запис. Це станеться {day}. {becomes}',
        'До того часу Ви можете передумати: увійдіть і виберіть «Залишити обліковий запис».',
        '{link}',
        'Це були не Ви? Тоді, будь ласка, одразу ввійдіть, залиште обліковий запис і змініть пароль.',
      ],
    },
    kept: {
      subject: 'Ваш обліковий запис залишається',
      lines: ['Ваш обліковий запис не буде видалено. Усе як раніше.'],
    },
    done: {
      subject: 'Ваш обліковий запис видалено',
      lines: [
        'Ваш обліковий запис видалено, як Ви й хотіли. {becomes}',
        'Це останній лист на цю адресу: ми її більше не знаємо. У наших резервних копіях Ваші дані залишаться, доки ці копії не буде видалено; вони не повернуться.',
      ],
    },
  },
}

/** That an account is to be erased, is not after all, or is. It names nobody. */
export function erasureMail({
  kind,
  to,
  locale,
  texts,
  dueAt,
  baseUrl,
}: {
  kind: ErasureKind
  to: string
  locale: Locale
  texts: ErasureTexts
  dueAt: Date
  baseUrl: string
}): Mail {
  const own = erasureWords[locale]
  const { subject, lines } = own[kind]
  const text = [greeting[locale], ...lines, 'Augenhöhe\n']
    .join('\n\n')
    .replace('{day}', dayIn(locale, dueAt))
    .replace('{becomes}', own.becomes[texts])
    .replace('{link}', `${baseUrl}/anmelden`)
  return { to, subject, lang: locale, text }
}
