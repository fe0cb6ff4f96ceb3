import type { DeclineReason, Locale } from '@augenhoehe/contracts'

/** Said to another association in its language, which need not be the reader's. */
type Polite = Record<DeclineReason, string>

export const politeWords: Record<Locale, Polite> = {
  de: {
    'no-capacity':
      'Guten Tag,\n\nvielen Dank für Ihre Anfrage. Wir haben dafür im Moment leider keine Kraft. Wir wünschen Ihnen, dass Sie bald jemanden finden.\n\nViele Grüße',
    'not-now':
      'Guten Tag,\n\nvielen Dank für Ihre Anfrage. Gerade passt es bei uns leider nicht. Fragen Sie uns gern später noch einmal.\n\nViele Grüße',
    'no-fit':
      'Guten Tag,\n\nvielen Dank für Ihre Anfrage. Wir glauben, dass wir dafür nicht die Richtigen sind, und wünschen Ihnen viel Erfolg.\n\nViele Grüße',
    other:
      'Guten Tag,\n\nvielen Dank für Ihre Anfrage. Wir können sie leider nicht annehmen und wünschen Ihnen viel Erfolg.\n\nViele Grüße',
  },
  en: {
    'no-capacity':
      'Hello,\n\nthank you for your request. We have no capacity for this at the moment. We hope that you soon find somebody.\n\nKind regards',
    'not-now':
      'Hello,\n\nthank you for your request. It is not a good time for us right now. You are welcome to ask us again later.\n\nKind regards',
    'no-fit':
      'Hello,\n\nthank you for your request. We think that we are not the right ones for this, and wish you every success.\n\nKind regards',
    other:
      'Hello,\n\nthank you for your request. Unfortunately we cannot accept it, and wish you every success.\n\nKind regards',
  },
  ar: {
    'no-capacity':
      'مرحبًا،\n\nشكرًا على طلبكم. للأسف ليست لدينا طاقة لذلك في الوقت الحالي. نتمنى أن تجدوا من يساعدكم قريبًا.\n\nمع أطيب التحيات',
    'not-now':
      'مرحبًا،\n\nشكرًا على طلبكم. للأسف الوقت غير مناسب لنا الآن. يسعدنا أن تسألونا مرة أخرى لاحقًا.\n\nمع أطيب التحيات',
    'no-fit':
      'مرحبًا،\n\nشكرًا على طلبكم. نرى أننا لسنا الجهة المناسبة لذلك، ونتمنى لكم التوفيق.\n\nمع أطيب التحيات',
    other: 'مرحبًا،\n\nشكرًا على طلبكم. للأسف لا نستطيع قبوله، ونتمنى لكم التوفيق.\n\nمع أطيب التحيات',
  },
}

/** The languages of the interface that an association works in, German first; German where it names none of them. */
export function politeLanguages(languages: readonly string[]): readonly [Locale, ...Locale[]] {
  const [first, ...more] = (Object.keys(politeWords) as Locale[]).filter((locale) =>
    languages.some((tag) => tag === locale || tag.startsWith(`${locale}-`)),
  )
  return first ? [first, ...more] : ['de']
}
