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
  'de-simple': {
    'no-capacity':
      'Guten Tag,\n\ndanke für Ihre Anfrage. Wir haben im Moment leider keine Zeit und keine Kraft dafür. Wir hoffen, dass Sie bald jemanden finden.\n\nViele Grüße',
    'not-now':
      'Guten Tag,\n\ndanke für Ihre Anfrage. Im Moment passt es bei uns leider nicht. Fragen Sie uns gern später noch einmal.\n\nViele Grüße',
    'no-fit':
      'Guten Tag,\n\ndanke für Ihre Anfrage. Wir glauben: Wir sind dafür nicht die Richtigen. Wir wünschen Ihnen viel Erfolg.\n\nViele Grüße',
    other:
      'Guten Tag,\n\ndanke für Ihre Anfrage. Wir können leider nicht Ja sagen. Wir wünschen Ihnen viel Erfolg.\n\nViele Grüße',
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
  tr: {
    'no-capacity':
      'Merhaba,\n\nİsteğiniz için teşekkür ederiz. Ne yazık ki şu anda buna gücümüz yetmiyor. Kısa sürede birini bulmanızı dileriz.\n\nSevgi ve selamlarımızla',
    'not-now':
      'Merhaba,\n\nİsteğiniz için teşekkür ederiz. Ne yazık ki şu sıralar bizim için uygun değil. Daha sonra yeniden sorarsanız seviniriz.\n\nSevgi ve selamlarımızla',
    'no-fit':
      'Merhaba,\n\nİsteğiniz için teşekkür ederiz. Bunun için doğru adres olmadığımızı düşünüyoruz, size başarılar dileriz.\n\nSevgi ve selamlarımızla',
    other:
      'Merhaba,\n\nİsteğiniz için teşekkür ederiz. Ne yazık ki kabul edemiyoruz, size başarılar dileriz.\n\nSevgi ve selamlarımızla',
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
  uk: {
    'no-capacity':
      'Вітаємо!\n\nДякуємо за Ваш запит. На жаль, зараз у нас немає на це сил. Бажаємо Вам якнайшвидше когось знайти.\n\nЗ найкращими побажаннями',
    'not-now':
      'Вітаємо!\n\nДякуємо за Ваш запит. На жаль, зараз нам це не підходить. Будемо раді, якщо Ви запитаєте нас пізніше ще раз.\n\nЗ найкращими побажаннями',
    'no-fit':
      'Вітаємо!\n\nДякуємо за Ваш запит. Ми вважаємо, що в цьому Вам краще допоможуть інші, і бажаємо Вам успіху.\n\nЗ найкращими побажаннями',
    other:
      'Вітаємо!\n\nДякуємо за Ваш запит. На жаль, ми не можемо його прийняти й бажаємо Вам успіху.\n\nЗ найкращими побажаннями',
  },
}

/** The languages of the interface that an association works in, German first; German where it names none of them. */
export function politeLanguages(languages: readonly string[]): readonly [Locale, ...Locale[]] {
  const [first, ...more] = (Object.keys(politeWords) as Locale[]).filter((locale) =>
    languages.some((tag) => tag === locale || tag.startsWith(`${locale}-`)),
  )
  return first ? [first, ...more] : ['de']
}
