import type { Locale } from '@augenhoehe/contracts'
import { dayIn, greeting, isolated } from '../../../platform/languages.ts'

/** What happened to a claim, as its readers hear of it. */
export type ClaimNews = 'asked' | 'proved' | 'admitted' | 'declined'

interface Told {
  to: string
  locale: Locale
  organisation: string
  /** Who asks; only those who decide read it. */
  name: string
  link: string
  /** When the staff decides without them. */
  day: Date
}

type Words = (told: Told) => { subject: string; lines: string[] }

const words: Record<ClaimNews, Record<Locale, Words>> = {
  asked: {
    de: ({ organisation, name, link, day }) => ({
      subject: `${name} möchte zu ${organisation}`,
      lines: [
        `${name} gibt an, zu „${organisation}“ zu gehören, und bittet um Aufnahme auf der Plattform Augenhöhe. Kennen Sie die Person? Hier entscheiden Sie:`,
        link,
        `Ohne Ihre Antwort entscheidet ab dem ${dayIn('de', day)} das Team der Plattform.`,
      ],
    }),
    'de-simple': ({ organisation, name, link, day }) => ({
      subject: `${name} möchte zu ${organisation}`,
      lines: [
        `${name} sagt: Ich gehöre zu „${organisation}“. Und möchte darum auf der Internetseite Augenhöhe zu Ihrem Verein kommen. Kennen Sie die Person? Hier entscheiden Sie:`,
        link,
        `Bitte antworten Sie vor dem ${dayIn('de-simple', day)}. Danach entscheidet das Team von Augenhöhe.`,
      ],
    }),
    en: ({ organisation, name, link, day }) => ({
      subject: `${name} would like to join ${organisation}`,
      lines: [
        `${name} says they belong to “${organisation}” and asks to be admitted on the platform Augenhöhe. Do you know this person? You decide here:`,
        link,
        `Without your answer, the team of the platform decides from ${dayIn('en', day)}.`,
      ],
    }),
    tr: ({ organisation, name, link, day }) => ({
      subject: `${name} katılmak istiyor: ${organisation}`,
      lines: [
        `${name}, “${organisation}” üyesi olduğunu belirtiyor ve Augenhöhe platformunda derneğe kabul edilmek istiyor. Bu kişiyi tanıyor musunuz? Buradan karar verebilirsiniz:`,
        link,
        `Yanıt vermezseniz ${dayIn('tr', day)} tarihinden itibaren platform ekibi karar verir.`,
      ],
    }),
    ar: ({ organisation, name, link, day }) => ({
      subject: `${isolated(name)} يرغب في الانضمام إلى ${isolated(organisation)}`,
      lines: [
        `يقول ${isolated(name)} إنه ينتمي إلى «${isolated(organisation)}» ويطلب الانضمام إليها على منصة Augenhöhe. هل تعرفون هذا الشخص؟ يمكنكم اتخاذ القرار هنا:`,
        link,
        `إذا لم تردوا، يقرر فريق المنصة ابتداءً من ${dayIn('ar', day)}.`,
      ],
    }),
    uk: ({ organisation, name, link, day }) => ({
      subject: `${name}: запит на приєднання до «${organisation}»`,
      lines: [
        `${name} повідомляє, що належить до об’єднання «${organisation}», і просить прийняти до нього на платформі Augenhöhe. Ви знаєте цю людину? Тут Ви можете вирішити:`,
        link,
        `Якщо Ви не відповісте, з ${dayIn('uk', day)} вирішуватиме команда платформи.`,
      ],
    }),
  },
  proved: {
    de: ({ organisation, name, link, day }) => ({
      subject: `${name} hat einen Registerauszug gesendet`,
      lines: [
        `${name} möchte zu „${organisation}“ gehören und hat dem Team der Plattform dazu einen Registerauszug gesendet. Sie können weiter selbst entscheiden:`,
        link,
        `Ohne Ihre Antwort entscheidet ab dem ${dayIn('de', day)} das Team der Plattform.`,
      ],
    }),
    'de-simple': ({ organisation, name, link, day }) => ({
      subject: `${name} hat einen Auszug aus dem Register gesendet`,
      lines: [
        `${name} möchte zu „${organisation}“ gehören. Darum hat das Team von Augenhöhe einen Auszug aus dem Register bekommen. Sie können weiter selbst entscheiden:`,
        link,
        `Bitte antworten Sie vor dem ${dayIn('de-simple', day)}. Danach entscheidet das Team von Augenhöhe.`,
      ],
    }),
    en: ({ organisation, name, link, day }) => ({
      subject: `${name} has sent a register extract`,
      lines: [
        `${name} would like to join “${organisation}” and has sent a register extract to the team of the platform. You can still decide yourselves:`,
        link,
        `Without your answer, the team of the platform decides from ${dayIn('en', day)}.`,
      ],
    }),
    tr: ({ organisation, name, link, day }) => ({
      subject: `${name} sicil kaydı gönderdi`,
      lines: [
        `${name}, “${organisation}” derneğine kabul edilmek istiyor ve bunun için platform ekibine bir sicil kaydı gönderdi. Kararı yine siz verebilirsiniz:`,
        link,
        `Yanıt vermezseniz ${dayIn('tr', day)} tarihinden itibaren platform ekibi karar verir.`,
      ],
    }),
    ar: ({ organisation, name, link, day }) => ({
      subject: `أرسل ${isolated(name)} مستخرجًا من السجل`,
      lines: [
        `يرغب ${isolated(name)} في الانضمام إلى «${isolated(organisation)}» وأرسل إلى فريق المنصة مستخرجًا من السجل. ما زال بإمكانكم أن تقرروا بأنفسكم:`,
        link,
        `إذا لم تردوا، يقرر فريق المنصة ابتداءً من ${dayIn('ar', day)}.`,
      ],
    }),
    uk: ({ organisation, name, link, day }) => ({
      subject: `${name}: надіслано витяг із реєстру`,
      lines: [
        `${name} хоче належати до об’єднання «${organisation}» і для цього надсилає команді платформи витяг із реєстру. Ви й далі можете вирішити самі:`,
        link,
        `Якщо Ви не відповісте, з ${dayIn('uk', day)} вирішуватиме команда платформи.`,
      ],
    }),
  },
  admitted: {
    de: ({ organisation, link }) => ({
      subject: `Sie gehören jetzt zu ${organisation}`,
      lines: [`Ihre Anfrage wurde angenommen. Sie können jetzt für „${organisation}“ mitarbeiten:`, link],
    }),
    'de-simple': ({ organisation, link }) => ({
      subject: `Sie gehören jetzt zu ${organisation}`,
      lines: [`Ihr Verein hat Ja gesagt. Sie können jetzt bei „${organisation}“ mitmachen:`, link],
    }),
    en: ({ organisation, link }) => ({
      subject: `You now belong to ${organisation}`,
      lines: [`Your request was accepted. You can now work with “${organisation}”:`, link],
    }),
    tr: ({ organisation, link }) => ({
      subject: `Artık bu derneğe bağlısınız: ${organisation}`,
      lines: [`İsteğiniz kabul edildi. Artık “${organisation}” için birlikte çalışabilirsiniz:`, link],
    }),
    ar: ({ organisation, link }) => ({
      subject: `أصبحتم الآن ضمن ${isolated(organisation)}`,
      lines: [`تم قبول طلبكم. يمكنكم الآن المشاركة في عمل «${isolated(organisation)}»:`, link],
    }),
    uk: ({ organisation, link }) => ({
      subject: `Тепер Ви належите до «${organisation}»`,
      lines: [`Ваш запит прийнято. Тепер Ви можете працювати разом з об’єднанням «${organisation}»:`, link],
    }),
  },
  declined: {
    de: ({ organisation, link }) => ({
      subject: `Ihre Anfrage an ${organisation}`,
      lines: [
        `Ihre Anfrage an „${organisation}“ wurde nicht angenommen. Halten Sie das für ein Versehen? Dann sprechen Sie den Verein direkt an:`,
        link,
      ],
    }),
    'de-simple': ({ organisation, link }) => ({
      subject: `Ihre Anfrage an ${organisation}`,
      lines: [
        `Der Verein „${organisation}“ hat Ihre Anfrage nicht angenommen. War das ein Fehler? Dann sprechen Sie bitte direkt mit dem Verein:`,
        link,
      ],
    }),
    en: ({ organisation, link }) => ({
      subject: `Your request to ${organisation}`,
      lines: [
        `Your request to “${organisation}” was not accepted. Do you think this is a mistake? Then please talk to the association directly:`,
        link,
      ],
    }),
    tr: ({ organisation, link }) => ({
      subject: `İsteğiniz: ${organisation}`,
      lines: [
        `“${organisation}” üyeliği için isteğiniz kabul edilmedi. Bir yanlışlık olduğunu düşünüyorsanız lütfen doğrudan dernekle görüşün:`,
        link,
      ],
    }),
    ar: ({ organisation, link }) => ({
      subject: `طلبكم إلى ${isolated(organisation)}`,
      lines: [
        `لم يتم قبول طلبكم إلى «${isolated(organisation)}». إذا كنتم تظنون أن هناك خطأ، فيرجى التحدث مع الجمعية مباشرة:`,
        link,
      ],
    }),
    uk: ({ organisation, link }) => ({
      subject: `Ваш запит до «${organisation}»`,
      lines: [
        `Ваш запит до об’єднання «${organisation}» не прийнято. Думаєте, це помилка? Тоді зверніться безпосередньо до об’єднання:`,
        link,
      ],
    }),
  },
}

/** A mail about a claim, in the language of its reader. */
export function claimMail(news: ClaimNews, told: Told) {
  const { subject, lines } = words[news][told.locale](told)
  const text = `${[greeting[told.locale], ...lines].join('\n\n')}\n\nAugenhöhe\n`
  return { to: told.to, lang: told.locale, subject, text }
}
