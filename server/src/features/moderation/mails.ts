import type { Locale, Statement } from '@augenhoehe/contracts'
import { dayIn, isolated, worded } from '../../platform/languages.ts'

type Kind = Statement['kind']
type Rule = Statement['rule']

/** What the page says too is said in the same words. */
interface Words {
  subject: string
  hello: string
  what: Record<Exclude<Kind, 'measure' | 'hold'>, string>
  where: (room: string, thread: string | null) => string
  outside: (organisation: string, listing: string | null) => string
  rule: string
  rules: Record<Rule, string>
  reason: string
  until: (date: string) => string
  unlimited: string
  how: { person: string; report: string }
  redress: (date: string) => string
  decided: { upheld: string; overturned: string }
}

const words: Record<Locale, Words> = {
  de: {
    subject: 'Entscheidung der Moderation',
    hello: 'Guten Tag,',
    what: {
      hide: 'ein Beitrag von Ihnen wurde ausgeblendet. Andere sehen nur noch, dass dort etwas stand.',
      remove: 'ein Beitrag von Ihnen wurde entfernt. Andere sehen nur noch, dass dort etwas stand.',
      'remove-translation': 'eine Übersetzung von Ihnen wurde entfernt.',
      reject: 'ein Beitrag von Ihnen wurde nicht veröffentlicht.',
      lock: 'ein Gespräch, das Sie begonnen haben, wurde geschlossen. Alle können es weiter lesen.',
      suspend: 'Sie können in einem Raum vorübergehend nur lesen.',
      'hide-listing':
        'ein Eintrag Ihres Vereins bei „Suchen & Bieten“ wurde ausgeblendet. Nur Mitglieder des Vereins sehen ihn noch.',
      'hide-profile':
        'das Profil Ihres Vereins wurde ausgeblendet. Nur Mitglieder des Vereins sehen es noch.',
    },
    outside: (organisation, listing) =>
      listing ? `Wo: „${listing}“ von „${organisation}“` : `Wo: das Profil von „${organisation}“`,
    where: (room, thread) => (thread ? `Wo: „${thread}“ im Raum „${room}“` : `Wo: im Raum „${room}“`),
    rule: 'Regel',
    rules: {
      insult: 'Keine Beleidigungen',
      discrimination: 'Niemanden herabsetzen',
      'personal-data': 'Keine fremden persönlichen Daten',
      advertising: 'Keine Werbung',
      'off-topic': 'Beim Thema bleiben',
      unlawful: 'Nichts Verbotenes',
      'first-contribution': 'Erste Beiträge werden gelesen, bevor sie erscheinen',
    },
    reason: 'Begründung',
    until: (date) => `Das gilt bis ${date}.`,
    unlimited: 'Das gilt ohne feste Frist.',
    how: {
      person: 'Das hat ein Mensch entschieden, keine Maschine.',
      report: 'Das hat ein Mensch entschieden, keine Maschine. Anlass war eine Meldung.',
    },
    redress: (date) =>
      `Sie sind nicht einverstanden? Bis ${date} können Sie einmal Einspruch erheben. Darüber entscheidet jemand anderes:`,
    decided: {
      upheld: 'über Ihren Einspruch wurde entschieden: Die Entscheidung bleibt bestehen.',
      overturned: 'über Ihren Einspruch wurde entschieden: Die Entscheidung wurde aufgehoben.',
    },
  },
  'de-simple': {
    subject: 'Entscheidung der Moderation',
    hello: 'Guten Tag,',
    what: {
      hide: 'die Moderation hat einen Beitrag von Ihnen ausgeblendet. Andere sehen nur noch: Hier stand etwas.',
      remove: 'die Moderation hat einen Beitrag von Ihnen entfernt. Andere sehen nur noch: Hier stand etwas.',
      'remove-translation': 'die Moderation hat eine Übersetzung von Ihnen entfernt.',
      reject: 'die Moderation hat einen Beitrag von Ihnen nicht veröffentlicht.',
      lock: 'die Moderation hat ein Gespräch von Ihnen geschlossen. Alle können es weiter lesen.',
      suspend: 'in einem Raum können Sie für eine Zeit nur lesen.',
      'hide-listing':
        'die Moderation hat einen Eintrag von Ihrem Verein bei „Suchen & Bieten“ ausgeblendet. Nur Mitglieder von Ihrem Verein sehen ihn noch.',
      'hide-profile':
        'die Moderation hat das Profil von Ihrem Verein ausgeblendet. Nur Mitglieder von Ihrem Verein sehen es noch.',
    },
    outside: (organisation, listing) =>
      listing ? `Wo: „${listing}“ von „${organisation}“` : `Wo: das Profil von „${organisation}“`,
    where: (room, thread) => (thread ? `Wo: „${thread}“ im Raum „${room}“` : `Wo: im Raum „${room}“`),
    rule: 'Regel',
    rules: {
      insult: 'Niemanden beleidigen',
      discrimination: 'Niemanden schlecht machen',
      'personal-data': 'Keine privaten Daten von anderen',
      advertising: 'Keine Werbung',
      'off-topic': 'Beim Thema bleiben',
      unlawful: 'Nichts Verbotenes',
      'first-contribution': 'Erste Beiträge liest die Moderation zuerst',
    },
    reason: 'Grund',
    until: (date) => `Das gilt bis ${date}.`,
    unlimited: 'Das gilt ohne festes Ende.',
    how: {
      person: 'Das hat ein Mensch entschieden, keine Maschine.',
      report: 'Jemand hat etwas gemeldet. Dann hat ein Mensch entschieden, keine Maschine.',
    },
    redress: (date) =>
      `Finden Sie das falsch? Dann können Sie bis ${date} einmal widersprechen. Darüber entscheidet eine andere Person:`,
    decided: {
      upheld: 'Sie haben widersprochen. Jetzt ist entschieden: Es bleibt so, wie es ist.',
      overturned:
        'Sie haben widersprochen. Jetzt ist entschieden: Sie haben Recht. Die Entscheidung gilt nicht mehr.',
    },
  },
  en: {
    subject: 'A decision of the moderators',
    hello: 'Hello,',
    what: {
      hide: 'one of your contributions was hidden. Others only see that something was there.',
      remove: 'one of your contributions was removed. Others only see that something was there.',
      'remove-translation': 'one of your translations was removed.',
      reject: 'one of your contributions was not published.',
      lock: 'a conversation you started was closed. Everybody can still read it.',
      suspend: 'you can only read in one room for a while.',
      'hide-listing':
        'an entry of your association under “Seek & offer” was hidden. Only members of the association still see it.',
      'hide-profile':
        'the profile of your association was hidden. Only members of the association still see it.',
    },
    outside: (organisation, listing) =>
      listing ? `Where: “${listing}” of “${organisation}”` : `Where: the profile of “${organisation}”`,
    where: (room, thread) =>
      thread ? `Where: “${thread}” in the room “${room}”` : `Where: in the room “${room}”`,
    rule: 'Rule',
    rules: {
      insult: 'No insults',
      discrimination: 'Do not put anyone down',
      'personal-data': 'No personal data of others',
      advertising: 'No advertising',
      'off-topic': 'Stay on the topic',
      unlawful: 'Nothing unlawful',
      'first-contribution': 'First contributions are read before they appear',
    },
    reason: 'Reason',
    until: (date) => `This holds until ${date}.`,
    unlimited: 'This holds without a fixed end.',
    how: {
      person: 'A person decided this, not a machine.',
      report: 'A person decided this, not a machine. It followed a report.',
    },
    redress: (date) => `You disagree? Until ${date} you can object once. Somebody else decides about it:`,
    decided: {
      upheld: 'your objection was decided: the decision stands.',
      overturned: 'your objection was decided: the decision was lifted.',
    },
  },
  tr: {
    subject: 'Moderasyon kararı',
    hello: 'Merhaba,',
    what: {
      hide: 'Bir yazınız gizlendi. Başkaları yalnızca orada bir şey yazıldığını görür.',
      remove: 'Bir yazınız kaldırıldı. Başkaları yalnızca orada bir şey yazıldığını görür.',
      'remove-translation': 'Bir çeviriniz kaldırıldı.',
      reject: 'Bir yazınız yayımlanmadı.',
      lock: 'Başlattığınız bir görüşme kapatıldı. Herkes okumaya devam edebilir.',
      suspend: 'Bir odada bir süre yalnızca okuyabilirsiniz.',
      'hide-listing':
        'Derneğinizin “Ara & Sun” bölümündeki bir ilanı gizlendi. Onu artık yalnızca dernek üyeleri görür.',
      'hide-profile': 'Derneğinizin profili gizlendi. Onu artık yalnızca dernek üyeleri görür.',
    },
    outside: (organisation, listing) =>
      listing ? `Nerede: “${organisation}”, “${listing}” ilanı` : `Nerede: “${organisation}” profili`,
    where: (room, thread) =>
      thread ? `Nerede: “${room}” odası, “${thread}” görüşmesi` : `Nerede: “${room}” odası`,
    rule: 'Kural',
    rules: {
      insult: 'Hakaret etmeyin',
      discrimination: 'Kimseyi aşağılamayın',
      'personal-data': 'Başkalarının kişisel bilgilerini yazmayın',
      advertising: 'Reklam yapmayın',
      'off-topic': 'Konudan ayrılmayın',
      unlawful: 'Yasalara aykırı bir şey yazmayın',
      'first-contribution': 'İlk yazılar yayımlanmadan önce okunur',
    },
    reason: 'Gerekçe',
    until: (date) => `Bu, ${date} tarihine kadar geçerlidir.`,
    unlimited: 'Bu, belirli bir süre olmadan geçerlidir.',
    how: {
      person: 'Buna bir makine değil, bir insan karar verdi.',
      report: 'Buna bir makine değil, bir insan karar verdi. Nedeni bir bildirimdi.',
    },
    redress: (date) =>
      `Bu kararı doğru bulmuyor musunuz? ${date} tarihine kadar bir kez itiraz edebilirsiniz. İtiraza başka biri karar verir:`,
    decided: {
      upheld: 'İtirazınız hakkında karar verildi: Karar geçerli kalıyor.',
      overturned: 'İtirazınız hakkında karar verildi: Karar kaldırıldı.',
    },
  },
  ar: {
    subject: 'قرار من المشرفين',
    hello: 'مرحبًا،',
    what: {
      hide: 'تم إخفاء إحدى مساهماتكم. لا يرى الآخرون سوى أن شيئًا كان هناك.',
      remove: 'تمت إزالة إحدى مساهماتكم. لا يرى الآخرون سوى أن شيئًا كان هناك.',
      'remove-translation': 'تمت إزالة إحدى ترجماتكم.',
      reject: 'لم تُنشر إحدى مساهماتكم.',
      lock: 'أُغلقت محادثة بدأتموها. يمكن للجميع قراءتها.',
      suspend: 'يمكنكم القراءة فقط في إحدى الغرف لفترة محددة.',
      'hide-listing': 'أُخفي أحد إعلانات جمعيتكم في «البحث والعرض». لا يراه الآن سوى أعضاء الجمعية.',
      'hide-profile': 'أُخفي ملف جمعيتكم. لا يراه الآن سوى أعضاء الجمعية.',
    },
    outside: (organisation, listing) =>
      listing
        ? `المكان: «${isolated(listing)}» لجمعية «${isolated(organisation)}»`
        : `المكان: ملف «${isolated(organisation)}»`,
    where: (room, thread) =>
      thread
        ? `المكان: «${isolated(thread)}» في غرفة «${isolated(room)}»`
        : `المكان: غرفة «${isolated(room)}»`,
    rule: 'القاعدة',
    rules: {
      insult: 'لا إهانات',
      discrimination: 'لا تحقير لأحد',
      'personal-data': 'لا بيانات شخصية للآخرين',
      advertising: 'لا إعلانات',
      'off-topic': 'الالتزام بالموضوع',
      unlawful: 'لا شيء مخالف للقانون',
      'first-contribution': 'تُقرأ المساهمات الأولى قبل ظهورها',
    },
    reason: 'السبب',
    until: (date) => `يسري هذا حتى ${date}.`,
    unlimited: 'يسري هذا دون مدة محددة.',
    how: {
      person: 'اتخذ هذا القرار إنسان وليس آلة.',
      report: 'اتخذ هذا القرار إنسان وليس آلة، بعد بلاغ.',
    },
    redress: (date) => `لا توافقون؟ يمكنكم الاعتراض مرة واحدة حتى ${date}، ويقرر في ذلك شخص آخر:`,
    decided: {
      upheld: 'تم البت في اعتراضكم: يبقى القرار قائمًا.',
      overturned: 'تم البت في اعتراضكم: أُلغي القرار.',
    },
  },
  uk: {
    subject: 'Рішення модерації',
    hello: 'Вітаємо!',
    what: {
      hide: 'Один Ваш допис приховано. Інші бачать лише те, що там щось було.',
      remove: 'Один Ваш допис вилучено. Інші бачать лише те, що там щось було.',
      'remove-translation': 'Один Ваш переклад вилучено.',
      reject: 'Один Ваш допис не опубліковано.',
      lock: 'Розмову, яку Ви розпочали, закрито. Усі й далі можуть її читати.',
      suspend: 'В одній кімнаті Ви певний час можете лише читати.',
      'hide-listing':
        'Одне оголошення Вашого об’єднання в розділі «Потреби й пропозиції» приховано. Тепер його бачать лише члени об’єднання.',
      'hide-profile': 'Профіль Вашого об’єднання приховано. Тепер його бачать лише члени об’єднання.',
    },
    outside: (organisation, listing) =>
      listing ? `Де: «${listing}», об’єднання «${organisation}»` : `Де: профіль «${organisation}»`,
    where: (room, thread) => (thread ? `Де: «${thread}» у кімнаті «${room}»` : `Де: у кімнаті «${room}»`),
    rule: 'Правило',
    rules: {
      insult: 'Без образ',
      discrimination: 'Нікого не принижувати',
      'personal-data': 'Без чужих особистих даних',
      advertising: 'Без реклами',
      'off-topic': 'Говорити по темі',
      unlawful: 'Нічого забороненого законом',
      'first-contribution': 'Перші дописи читають, перш ніж вони з’являться',
    },
    reason: 'Обґрунтування',
    until: (date) => `Це діє до ${date}.`,
    unlimited: 'Це діє без визначеного терміну.',
    how: {
      person: 'Це вирішила людина, а не машина.',
      report: 'Це вирішила людина, а не машина. Приводом була скарга.',
    },
    redress: (date) =>
      `Ви не згодні? До ${date} Ви можете один раз подати оскарження. Його розгляне хтось інший:`,
    decided: {
      upheld: 'Ваше оскарження розглянуто: рішення залишається чинним.',
      overturned: 'Ваше оскарження розглянуто: рішення скасовано.',
    },
  },
}

/** The mail about a restriction, or about what came of an appeal: all that the statement says. */
export function statementMail(to: string, locale: Locale, statement: Statement, link: string) {
  const text = words[locale]
  const { place, kind, appeal, appealUntil, until } = statement
  if (kind === 'measure' || kind === 'hold') throw new Error(`No mail is sent about a ${kind}`)
  const lines = appeal?.decision
    ? [text.decided[appeal.decision.outcome], `${text.reason}: ${isolated(appeal.decision.reason)}`, link]
    : [
        text.what[kind],
        place.organisation
          ? text.outside(place.organisation.name, place.listing?.title ?? null)
          : text.where(worded(place.room, locale), place.thread),
        `${text.rule}: ${text.rules[statement.rule]}`,
        `${text.reason}: ${isolated(statement.facts ?? '')}`,
        until ? text.until(dayIn(locale, new Date(until))) : text.unlimited,
        statement.followedReport ? text.how.report : text.how.person,
        ...(appealUntil ? [`${text.redress(dayIn(locale, new Date(appealUntil)))}\n${link}`] : [link]),
      ]
  return {
    to,
    lang: locale,
    subject: text.subject,
    text: `${[text.hello, ...lines].join('\n\n')}\n\nAugenhöhe\n`,
  }
}
