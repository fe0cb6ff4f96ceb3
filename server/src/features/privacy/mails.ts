import { exportKeptHours, type Locale } from '@augenhoehe/contracts'
import { greeting } from '../../platform/languages.ts'
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
