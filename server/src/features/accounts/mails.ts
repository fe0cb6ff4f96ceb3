import type { Locale } from '@augenhoehe/contracts'

type Words = { subject: string; lines: string[] }
type Kind = 'verify' | 'known' | 'magic' | 'reset' | 'password'

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
    'de-simple': {
      subject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
      lines: [
        'Guten Tag,',
        'bitte bestätigen Sie Ihre E-Mail-Adresse. Tippen Sie dafür auf diesen Link. Dann sind Sie auch gleich angemeldet:',
        '{link}',
        'Der Link gilt 24 Stunden. Haben Sie kein Konto angelegt? Dann müssen Sie nichts tun.',
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
    tr: {
      subject: 'Lütfen e-posta adresinizi onaylayın',
      lines: [
        'Merhaba,',
        'Bu bağlantı ile adresinizi onaylarsınız ve hemen giriş yapmış olursunuz:',
        '{link}',
        'Bağlantı 24 saat geçerlidir. Kaydolmadınız mı? O zaman bir şey yapmanıza gerek yok.',
      ],
    },
    ar: {
      subject: 'يرجى تأكيد عنوان بريدك الإلكتروني',
      lines: [
        'مرحبًا،',
        'يؤكّد هذا الرابط عنوانك ويسجّل دخولك:',
        '{link}',
        'الرابط صالح لمدة 24 ساعة. إذا لم تسجّل حسابًا فلا داعي لأي إجراء.',
      ],
    },
    uk: {
      subject: 'Будь ласка, підтвердьте свою електронну адресу',
      lines: [
        'Вітаємо!',
        'За цим посиланням Ви підтвердите свою адресу й одразу ввійдете:',
        '{link}',
        'Посилання діє 24 години. Ви не реєструвалися? Тоді нічого робити не треба.',
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
    'de-simple': {
      subject: 'Sie haben schon ein Konto',
      lines: [
        'Guten Tag,',
        'jemand wollte mit dieser E-Mail-Adresse ein Konto anlegen. Sie haben aber schon ein Konto. Hier melden Sie sich an:',
        '{link}',
        'Passwort vergessen? Auf derselben Seite bekommen Sie einen Link. Damit brauchen Sie kein Passwort.',
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
    tr: {
      subject: 'Zaten bir hesabınız var',
      lines: [
        'Merhaba,',
        'Biri bu adresle hesap açmak istedi. Bu adresle açılmış bir hesap zaten var. Buradan giriş yapabilirsiniz:',
        '{link}',
        'Parolanızı mı unuttunuz? Aynı sayfada size parolasız giriş bağlantısı göndeririz.',
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
    uk: {
      subject: 'У Вас уже є акаунт',
      lines: [
        'Вітаємо!',
        'Хтось хотів створити акаунт із цією адресою. Такий акаунт уже є. Увійти можна тут:',
        '{link}',
        'Забули пароль? На тій самій сторінці Ви отримаєте посилання для входу без пароля.',
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
    'de-simple': {
      subject: 'Ihr Link zum Anmelden',
      lines: [
        'Guten Tag,',
        'mit diesem Link melden Sie sich an. Sie brauchen kein Passwort:',
        '{link}',
        'Der Link gilt 15 Minuten. Er funktioniert nur einmal.',
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
    tr: {
      subject: 'Giriş bağlantınız',
      lines: [
        'Merhaba,',
        'Bu bağlantı ile parolasız giriş yaparsınız:',
        '{link}',
        'Bağlantı 15 dakika ve yalnızca bir kez geçerlidir.',
      ],
    },
    ar: {
      subject: 'رابط تسجيل الدخول',
      lines: [
        'مرحبًا،',
        'يتيح لك هذا الرابط الدخول بلا كلمة مرور:',
        '{link}',
        'الرابط صالح مرة واحدة لمدة 15 دقيقة.',
      ],
    },
    uk: {
      subject: 'Ваше посилання для входу',
      lines: [
        'Вітаємо!',
        'За цим посиланням Ви ввійдете без пароля:',
        '{link}',
        'Посилання діє 15 хвилин і лише один раз.',
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
    'de-simple': {
      subject: 'Neues Passwort wählen',
      lines: [
        'Guten Tag,',
        'hier wählen Sie ein neues Passwort:',
        '{link}',
        'Der Link gilt eine Stunde. Wollten Sie kein neues Passwort? Dann müssen Sie nichts tun. Ihr altes Passwort gilt weiter.',
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
    tr: {
      subject: 'Yeni parola belirleme',
      lines: [
        'Merhaba,',
        'Buradan yeni bir parola belirleyebilirsiniz:',
        '{link}',
        'Bağlantı bir saat geçerlidir. Bunu siz istemediyseniz her şey olduğu gibi kalır.',
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
    uk: {
      subject: 'Новий пароль',
      lines: [
        'Вітаємо!',
        'Тут Ви можете встановити новий пароль:',
        '{link}',
        'Посилання діє одну годину. Ви цього не хотіли? Тоді все залишиться, як є.',
      ],
    },
  },
  password: {
    de: {
      subject: 'Ihr Passwort wurde geändert',
      lines: [
        'Guten Tag,',
        'Ihr Konto hat ein neues Passwort. Auf anderen Geräten sind Sie jetzt abgemeldet.',
        'Waren Sie das nicht? Dann legen Sie hier gleich ein neues fest:',
        '{link}',
      ],
    },
    'de-simple': {
      subject: 'Ihr Passwort ist neu',
      lines: [
        'Guten Tag,',
        'Ihr Konto hat ein neues Passwort. Auf anderen Geräten müssen Sie sich neu anmelden.',
        'Haben Sie das Passwort nicht geändert? Dann wählen Sie hier sofort ein neues Passwort:',
        '{link}',
      ],
    },
    en: {
      subject: 'Your password was changed',
      lines: [
        'Hello,',
        'your account has a new password. You are signed out on other devices.',
        'Was it not you? Then set a new one here at once:',
        '{link}',
      ],
    },
    tr: {
      subject: 'Parolanız değiştirildi',
      lines: [
        'Merhaba,',
        'Hesabınızın parolası değişti. Diğer cihazlarda oturumunuz kapatıldı.',
        'Bunu siz yapmadıysanız hemen buradan yeni bir parola belirleyin:',
        '{link}',
      ],
    },
    ar: {
      subject: 'تم تغيير كلمة مرورك',
      lines: [
        'مرحبًا،',
        'لحسابك كلمة مرور جديدة، وقد سُجّل خروجك من الأجهزة الأخرى.',
        'ألم تكن أنت من غيّرها؟ عيّن كلمة مرور جديدة فورًا من هنا:',
        '{link}',
      ],
    },
    uk: {
      subject: 'Ваш пароль змінено',
      lines: [
        'Вітаємо!',
        'Ваш акаунт має новий пароль. На інших пристроях Ви вийшли з акаунта.',
        'Це були не Ви? Тоді одразу встановіть новий пароль тут:',
        '{link}',
      ],
    },
  },
}

/** A mail about an account, in the reader's language. */
export function accountMail(kind: Kind, to: string, locale: Locale, link: string) {
  const { subject, lines } = words[kind][locale]
  return { to, subject, lang: locale, text: `${lines.join('\n\n').replace('{link}', link)}\n\nAugenhöhe\n` }
}
