import type { CooperationAnswer, Locale } from '@augenhoehe/contracts'
import type { Mail } from '../../platform/mail.ts'
import { isolated } from '../../platform/languages.ts'

interface Asked {
  to: string
  locale: Locale
  /** The reader's organisation and the other one: the only names in these mails. */
  own: string
  other: string
  /** How long ago they were brought together, at least. */
  days: number
  links: Record<CooperationAnswer, string>
}

const words: Record<Locale, (mail: Asked) => { subject: string; lines: string[] }> = {
  de: ({ own, other, days, links }) => ({
    subject: `Arbeiten Sie mit „${other}“ zusammen?`,
    lines: [
      'Guten Tag,',
      `vor etwa ${days} Tagen sind „${own}“ und „${other}“ auf Augenhöhe in Kontakt gekommen. Arbeiten Sie zusammen? Ein Tipp genügt, ohne Anmeldung.`,
      `Ja, wir arbeiten zusammen:\n${links.yes}`,
      `Noch nicht:\n${links['not-yet']}`,
      `Es wurde nichts daraus:\n${links.no}`,
      'Wir fragen beide Vereine. Erst wenn beide Ja sagen, gilt es als Zusammenarbeit. Ihre Antwort sehen nur die beiden Vereine.',
    ],
  }),
  'de-simple': ({ own, other, days, links }) => ({
    subject: `Arbeiten Sie mit „${other}“ zusammen?`,
    lines: [
      'Guten Tag,',
      `vor etwa ${days} Tagen haben sich „${own}“ und „${other}“ auf Augenhöhe kennengelernt. Arbeiten Sie zusammen? Ein Tipp reicht. Sie müssen sich nicht anmelden.`,
      `Ja, wir arbeiten zusammen:\n${links.yes}`,
      `Noch nicht:\n${links['not-yet']}`,
      `Es hat nicht geklappt:\n${links.no}`,
      'Wir fragen beide Vereine. Erst wenn beide Ja sagen, zählt es als Zusammenarbeit. Nur die beiden Vereine sehen Ihre Antwort.',
    ],
  }),
  en: ({ own, other, days, links }) => ({
    subject: `Do you work together with “${other}”?`,
    lines: [
      'Hello,',
      `about ${days} days ago “${own}” and “${other}” came into contact on Augenhöhe. Do you work together? One tap is enough, without signing in.`,
      `Yes, we work together:\n${links.yes}`,
      `Not yet:\n${links['not-yet']}`,
      `Nothing came of it:\n${links.no}`,
      'We ask both associations. It counts as working together only once both say yes. Only the two associations see your answer.',
    ],
  }),
  tr: ({ own, other, days, links }) => ({
    subject: `“${other}” ile birlikte çalışıyor musunuz?`,
    lines: [
      'Merhaba,',
      `Yaklaşık ${days} gün önce “${own}” ile “${other}” Augenhöhe’de iletişime geçti. Birlikte çalışıyor musunuz? Bir dokunuş yeter, giriş yapmanız gerekmez.`,
      `Evet, birlikte çalışıyoruz:\n${links.yes}`,
      `Henüz değil:\n${links['not-yet']}`,
      `Bir sonuç çıkmadı:\n${links.no}`,
      'Her iki derneğe de soruyoruz. Ancak ikisi de “evet” derse bu bir iş birliği sayılır. Yanıtınızı yalnızca iki dernek görür.',
    ],
  }),
  ar: ({ own, other, days, links }) => ({
    subject: `هل تتعاونون مع «${isolated(other)}»؟`,
    lines: [
      'مرحبًا،',
      `قبل نحو ${days} يومًا تعارفت «${isolated(own)}» و«${isolated(other)}» على منصة Augenhöhe. هل تتعاونون معًا؟ تكفي نقرة واحدة دون تسجيل الدخول.`,
      `نعم، نحن نتعاون:\n${links.yes}`,
      `ليس بعد:\n${links['not-yet']}`,
      `لم ينتج عن ذلك شيء:\n${links.no}`,
      'نسأل الجمعيتين كلتيهما. لا يُعدّ الأمر تعاونًا إلا إذا أجابت كلتاهما بنعم. لا يرى إجابتكم سوى الجمعيتين.',
    ],
  }),
  uk: ({ own, other, days, links }) => ({
    subject: `Чи співпрацюєте Ви з об’єднанням «${other}»?`,
    lines: [
      'Вітаємо!',
      `Приблизно ${days} дн. тому об’єднання «${own}» і «${other}» познайомилися на платформі Augenhöhe. Чи співпрацюєте Ви? Досить одного дотику, входити не треба.`,
      `Так, ми співпрацюємо:\n${links.yes}`,
      `Ще ні:\n${links['not-yet']}`,
      `З цього нічого не вийшло:\n${links.no}`,
      'Ми запитуємо обидва об’єднання. Це вважається співпрацею, лише коли обидва скажуть «так». Вашу відповідь бачать тільки ці два об’єднання.',
    ],
  }),
}

/** Asks somebody who runs an organisation whether the two work together. */
export function cooperationMail(asked: Asked): Mail {
  const { subject, lines } = words[asked.locale](asked)
  return { to: asked.to, lang: asked.locale, subject, text: `${lines.join('\n\n')}\n\nAugenhöhe\n` }
}
