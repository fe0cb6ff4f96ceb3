import type { Locale } from '@augenhoehe/contracts'

export type SecurityMail =
  | 'factor-added'
  | 'factor-removed'
  | 'factor-reset'
  | 'recovery-renewed'
  | 'recovery-used'
  | 'codes-wrong'

/** What happened, and where it is not the usual, what to do if it was not oneself. */
type Words = { subject: string; happened: string; otherwise?: string }

const greetings: Record<Locale, string> = {
  de: 'Guten Tag,',
  'de-simple': 'Guten Tag,',
  en: 'Hello,',
  tr: 'Merhaba,',
  ar: 'مرحبًا،',
  uk: 'Вітаємо!',
}

/** Where a stranger may be inside, a new password puts them out everywhere. */
const newPassword: Record<Locale, string> = {
  de: 'Waren Sie das nicht? Dann legen Sie hier gleich ein neues Passwort fest. Damit sind alle Geräte abgemeldet:',
  'de-simple':
    'Waren Sie das nicht? Dann wählen Sie hier sofort ein neues Passwort. Dann sind alle Geräte abgemeldet:',
  en: 'Was it not you? Then set a new password here at once. It signs out every device:',
  tr: 'Bunu siz yapmadıysanız hemen buradan yeni bir parola belirleyin. Böylece tüm cihazlarda oturum kapanır:',
  ar: 'ألم تكن أنت من فعل ذلك؟ عيّن كلمة مرور جديدة فورًا من هنا، وبذلك يُسجَّل الخروج من جميع الأجهزة:',
  uk: 'Це були не Ви? Тоді одразу встановіть новий пароль тут. Так Ви вийдете з акаунта на всіх пристроях:',
}

const words: Record<SecurityMail, Record<Locale, Words>> = {
  'factor-added': {
    de: {
      subject: 'Ihr Konto hat einen weiteren Schutz',
      happened:
        'für Ihr Konto wurde eine Code-App oder ein Passkey eingerichtet. Beim Anmelden wird ab jetzt danach gefragt.',
    },
    'de-simple': {
      subject: 'Ihr Konto ist jetzt besser geschützt',
      happened:
        'Ihr Konto hat jetzt eine Code-App oder einen Passkey. Beim Anmelden brauchen Sie das ab jetzt.',
    },
    en: {
      subject: 'Your account has another protection',
      happened:
        'an authenticator app or a passkey was set up for your account. Signing in asks for it from now on.',
    },
    tr: {
      subject: 'Hesabınıza ek koruma eklendi',
      happened:
        'Hesabınız için bir kod uygulaması veya geçiş anahtarı kuruldu. Bundan sonra girişte bu da istenecek.',
    },
    ar: {
      subject: 'أُضيفت حماية أخرى إلى حسابك',
      happened: 'أُعِدّ لحسابك تطبيق رموز أو مفتاح مرور، وسيُطلب منك عند تسجيل الدخول من الآن فصاعدًا.',
    },
    uk: {
      subject: 'Ваш акаунт має додатковий захист',
      happened:
        'Для Вашого акаунта налаштовано застосунок із кодами або ключ доступу. Відтепер його буде потрібно під час входу.',
    },
  },
  'factor-removed': {
    de: {
      subject: 'Ein Schutz Ihres Kontos wurde entfernt',
      happened: 'eine Code-App oder ein Passkey gilt für Ihr Konto nicht mehr.',
    },
    'de-simple': {
      subject: 'Ihr Konto hat einen Schutz weniger',
      happened: 'eine Code-App oder ein Passkey gilt für Ihr Konto nicht mehr.',
    },
    en: {
      subject: 'A protection of your account was removed',
      happened: 'an authenticator app or a passkey no longer counts for your account.',
    },
    tr: {
      subject: 'Hesabınızın bir koruması kaldırıldı',
      happened: 'Bir kod uygulaması veya geçiş anahtarı artık hesabınız için geçerli değil.',
    },
    ar: {
      subject: 'أُزيلت حماية من حسابك',
      happened: 'لم يعد تطبيق رموز أو مفتاح مرور صالحًا لحسابك.',
    },
    uk: {
      subject: 'Один захист Вашого акаунта видалено',
      happened: 'Застосунок із кодами або ключ доступу більше не діє для Вашого акаунта.',
    },
  },
  'factor-reset': {
    de: {
      subject: 'Der zweite Schritt beim Anmelden wurde zurückgesetzt',
      happened:
        'die Betreiberin oder der Betreiber der Plattform hat den zweiten Schritt beim Anmelden für Ihr Konto entfernt, weil jemand gesagt hat, dass er verloren ist. Sie sind auf allen Geräten abgemeldet. Melden Sie sich mit dem Passwort an und richten Sie den zweiten Schritt neu ein.',
      otherwise: 'Haben Sie nicht darum gebeten? Dann legen Sie hier gleich ein neues Passwort fest:',
    },
    'de-simple': {
      subject: 'Der zweite Schritt beim Anmelden ist weg',
      happened:
        'jemand hat gesagt: Das Handy mit den Codes oder der Passkey ist verloren. Darum haben wir den zweiten Schritt beim Anmelden für Ihr Konto entfernt. Sie sind auf allen Geräten abgemeldet. Melden Sie sich mit dem Passwort an. Richten Sie den zweiten Schritt dann neu ein.',
      otherwise: 'Wollten Sie das nicht? Dann wählen Sie hier sofort ein neues Passwort:',
    },
    en: {
      subject: 'The second step of signing in was reset',
      happened:
        'whoever runs the platform has removed the second step of signing in from your account, because somebody said that it was lost. You are signed out on all devices. Sign in with your password and set up the second step anew.',
      otherwise: 'Did you not ask for this? Then set a new password here at once:',
    },
    tr: {
      subject: 'Girişteki ikinci adım sıfırlandı',
      happened:
        'Kaybolduğu bildirildiği için platform yönetimi hesabınızdaki ikinci giriş adımını kaldırdı. Tüm cihazlarda oturumunuz kapatıldı. Parolanızla giriş yapıp ikinci adımı yeniden kurun.',
      otherwise: 'Bunu siz istemediyseniz hemen buradan yeni bir parola belirleyin:',
    },
    ar: {
      subject: 'أُعيد ضبط الخطوة الثانية لتسجيل الدخول',
      happened:
        'أزالت إدارة المنصة الخطوة الثانية لتسجيل الدخول من حسابك، لأن أحدهم أبلغ عن فقدانها. سُجّل خروجك من جميع الأجهزة. سجّل دخولك بكلمة المرور وأعدّ الخطوة الثانية من جديد.',
      otherwise: 'ألم تطلب ذلك؟ عيّن كلمة مرور جديدة فورًا من هنا:',
    },
    uk: {
      subject: 'Другий крок входу скинуто',
      happened:
        'Адміністрація платформи видалила другий крок входу для Вашого акаунта, бо хтось повідомив, що його втрачено. Ви вийшли з акаунта на всіх пристроях. Увійдіть із паролем і налаштуйте другий крок знову.',
      otherwise: 'Ви про це не просили? Тоді одразу встановіть новий пароль тут:',
    },
  },
  'recovery-renewed': {
    de: {
      subject: 'Sie haben neue Notfallcodes',
      happened: 'für Ihr Konto wurden neue Notfallcodes gemacht. Die alten gelten nicht mehr.',
    },
    'de-simple': {
      subject: 'Sie haben neue Notfallcodes',
      happened: 'Ihr Konto hat neue Notfallcodes. Die alten Codes gelten nicht mehr.',
    },
    en: {
      subject: 'You have new recovery codes',
      happened: 'new recovery codes were made for your account. The ones before are worth nothing.',
    },
    tr: {
      subject: 'Yeni kurtarma kodlarınız var',
      happened: 'Hesabınız için yeni kurtarma kodları oluşturuldu. Eskileri artık geçerli değil.',
    },
    ar: {
      subject: 'لديك رموز طوارئ جديدة',
      happened: 'أُنشئت رموز طوارئ جديدة لحسابك، ولم تعد الرموز القديمة صالحة.',
    },
    uk: {
      subject: 'У Вас нові резервні коди',
      happened: 'Для Вашого акаунта створено нові резервні коди. Старі більше не діють.',
    },
  },
  'recovery-used': {
    de: {
      subject: 'Mit einem Notfallcode angemeldet',
      happened:
        'jemand hat sich mit einem Notfallcode bei Ihrem Konto angemeldet. Dieser Code ist verbraucht.',
    },
    'de-simple': {
      subject: 'Mit einem Notfallcode angemeldet',
      happened:
        'jemand hat sich mit einem Notfallcode bei Ihrem Konto angemeldet. Dieser Code gilt jetzt nicht mehr.',
    },
    en: {
      subject: 'Signed in with a recovery code',
      happened: 'somebody signed in to your account with a recovery code. That code is used up.',
    },
    tr: {
      subject: 'Kurtarma koduyla giriş yapıldı',
      happened: 'Hesabınıza bir kurtarma koduyla giriş yapıldı. Bu kod artık kullanılamaz.',
    },
    ar: {
      subject: 'تسجيل دخول برمز طوارئ',
      happened: 'سجّل أحدهم الدخول إلى حسابك برمز طوارئ. لم يعد هذا الرمز صالحًا.',
    },
    uk: {
      subject: 'Вхід із резервним кодом',
      happened: 'Хтось увійшов у Ваш акаунт із резервним кодом. Цей код уже використано.',
    },
  },
  'codes-wrong': {
    de: {
      subject: 'Mehrmals ein falscher Code',
      happened:
        'bei Ihrem Konto wurde fünfmal ein falscher Code aus der Code-App eingegeben. Eine Viertelstunde lang nehmen wir keinen an. Wer so weit kommt, kennt das Passwort oder liest Ihre E-Mails.',
    },
    'de-simple': {
      subject: 'Mehrmals ein falscher Code',
      happened:
        'jemand hat bei Ihrem Konto fünfmal einen falschen Code eingegeben. 15 Minuten lang nehmen wir keinen Code an. Wer so weit kommt, kennt Ihr Passwort oder liest Ihre E-Mails.',
    },
    en: {
      subject: 'A wrong code several times',
      happened:
        'a wrong code of the authenticator app was entered five times for your account. For a quarter of an hour none is accepted. Whoever gets that far knows the password or reads your mail.',
    },
    tr: {
      subject: 'Birkaç kez yanlış kod girildi',
      happened:
        'Hesabınız için kod uygulamasından beş kez yanlış kod girildi. On beş dakika boyunca kod kabul edilmeyecek. Buraya kadar gelen kişi parolanızı biliyor veya e-postalarınızı okuyor demektir.',
    },
    ar: {
      subject: 'أُدخل رمز خاطئ عدة مرات',
      happened:
        'أُدخل رمز خاطئ من تطبيق الرموز خمس مرات في حسابك. لن يُقبل أي رمز لمدة ربع ساعة. من يصل إلى هذه الخطوة يعرف كلمة مرورك أو يقرأ بريدك.',
    },
    uk: {
      subject: 'Кілька разів неправильний код',
      happened:
        'Для Вашого акаунта п’ять разів введено неправильний код із застосунку. Протягом чверті години коди не приймаються. Хто зайшов так далеко, знає Ваш пароль або читає Вашу пошту.',
    },
  },
}

/** What happened to the protection of an account, to its person, in their language; it leads to a new password. */
export function securityMail(kind: SecurityMail, to: string, locale: Locale, baseUrl: string) {
  const { subject, happened, otherwise = newPassword[locale] } = words[kind][locale]
  const lines = [greetings[locale], happened, otherwise, `${baseUrl}/passwort-vergessen`]
  return { to, subject, lang: locale, text: `${lines.join('\n\n')}\n\nAugenhöhe\n` }
}
