import type { Locale } from '@augenhoehe/contracts'

type Words = { subject: string; lines: string[] }
type Kind = 'verify' | 'known' | 'magic' | 'reset'

const words: Record<Kind, Record<Locale, Words>> = {
  verify: {
    de: {
      subject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
      lines: [
        'Guten Tag,',
        'mit diesem Link bestätigen Sie Ihre Adresse und sind gleich angemeldet:',
        '{link}',
        'Der Link gilt 24 Stunden. Haben Sie sich nicht registriert? Dann brauchen Sie nichts zu tun.',
      ],
    },
    en: {
      subject: 'Please confirm your e-mail address',
      lines: [
        'Hello,',
        'this link confirms your address and signs you in:',
        '{link}',
        'It works for 24 hours. If you did not register, you need not do anything.',
      ],
    },
    ar: {
      subject: 'يرجى تأكيد عنوان بريدك الإلكتروني',
      lines: [
        'مرحبًا،',
        'يؤكّد هذا الرابط عنوانك ويسجّل دخولك:',
        '{link}',
        'الرابط صالح لمدة ٢٤ ساعة. إذا لم تسجّل حسابًا فلا داعي لأي إجراء.',
      ],
    },
  },
  known: {
    de: {
      subject: 'Sie haben schon ein Konto',
      lines: [
        'Guten Tag,',
        'jemand wollte mit dieser Adresse ein Konto anlegen. Es gibt schon eines. Hier melden Sie sich an:',
        '{link}',
        'Passwort vergessen? Auf derselben Seite bekommen Sie einen Link ohne Passwort.',
      ],
    },
    en: {
      subject: 'You already have an account',
      lines: [
        'Hello,',
        'somebody tried to create an account with this address. There is one already. Sign in here:',
        '{link}',
        'Forgot your password? The same page sends you a link that works without one.',
      ],
    },
    ar: {
      subject: 'لديك حساب بالفعل',
      lines: [
        'مرحبًا،',
        'حاول شخص ما إنشاء حساب بهذا العنوان، ولديك حساب بالفعل. سجّل دخولك من هنا:',
        '{link}',
        'هل نسيت كلمة المرور؟ تجد في الصفحة نفسها رابطًا للدخول بلا كلمة مرور.',
      ],
    },
  },
  magic: {
    de: {
      subject: 'Ihr Link zum Anmelden',
      lines: [
        'Guten Tag,',
        'mit diesem Link melden Sie sich ohne Passwort an:',
        '{link}',
        'Der Link gilt 15 Minuten und nur einmal.',
      ],
    },
    en: {
      subject: 'Your sign-in link',
      lines: [
        'Hello,',
        'this link signs you in without a password:',
        '{link}',
        'It works once, for 15 minutes.',
      ],
    },
    ar: {
      subject: 'رابط تسجيل الدخول',
      lines: [
        'مرحبًا،',
        'يتيح لك هذا الرابط الدخول بلا كلمة مرور:',
        '{link}',
        'الرابط صالح مرة واحدة لمدة ١٥ دقيقة.',
      ],
    },
  },
  reset: {
    de: {
      subject: 'Neues Passwort festlegen',
      lines: [
        'Guten Tag,',
        'hier legen Sie ein neues Passwort fest:',
        '{link}',
        'Der Link gilt eine Stunde. Haben Sie das nicht gewollt? Dann bleibt alles, wie es ist.',
      ],
    },
    en: {
      subject: 'Set a new password',
      lines: [
        'Hello,',
        'set a new password here:',
        '{link}',
        'The link works for one hour. If you did not ask for this, nothing changes.',
      ],
    },
    ar: {
      subject: 'تعيين كلمة مرور جديدة',
      lines: [
        'مرحبًا،',
        'عيّن كلمة مرور جديدة من هنا:',
        '{link}',
        'الرابط صالح لمدة ساعة. إذا لم تطلب ذلك فلن يتغيّر شيء.',
      ],
    },
  },
}

/** A mail about an account, in the reader's language. */
export function accountMail(kind: Kind, to: string, locale: Locale, link: string) {
  const { subject, lines } = words[kind][locale]
  return { to, subject, lang: locale, text: `${lines.join('\n\n').replace('{link}', link)}\n\nAugenhöhe\n` }
}
