import type { Locale, ReleasePart, ResultItem, ResultRecord, Spread } from '@augenhoehe/contracts'
import { dayIn } from '../../platform/languages.ts'
import { exportWords } from './export/words.ts'

/** What a release is made from, as everybody may read it. */
export interface PublicSource {
  title: string
  heldAt: Date
  place: string | null
  associations: number
  records: readonly ResultRecord[]
}

interface Words {
  heading: (title: string) => string
  lead: (facts: { title: string; day: string; place: string | null; associations: number }) => string
  found: (title: string) => string
}

const words: Record<Locale, Words> = {
  de: {
    heading: (title) => `${title}: Das kam heraus`,
    lead: ({ title, day, place, associations }) =>
      `Am ${day}${place ? ` (${place})` : ''} ging es um „${title}“. ${
        associations === 1 ? 'Ein Verein hat' : `${associations} Vereine haben`
      } mitgemacht. Das Ergebnis ist veröffentlicht.`,
    found: (title) => `${title}:`,
  },
  'de-simple': {
    heading: (title) => `${title}: Das kam heraus`,
    lead: ({ title, day, place, associations }) =>
      `Am ${day}${place ? ` (${place})` : ''} haben Menschen über „${title}“ gesprochen. ${
        associations === 1 ? 'Ein Verein hat' : `${associations} Vereine haben`
      } mitgemacht. Das Ergebnis können jetzt alle lesen.`,
    found: (title) => `${title}:`,
  },
  en: {
    heading: (title) => `${title}: what came of it`,
    lead: ({ title, day, place, associations }) =>
      `On ${day}${place ? ` (${place})` : ''} people talked about “${title}”. ${
        associations === 1 ? 'One association' : `${associations} associations`
      } took part. The results are published.`,
    found: (title) => `${title}:`,
  },
  tr: {
    heading: (title) => `${title}: ortaya çıkan sonuçlar`,
    lead: ({ title, day, place, associations }) =>
      `${day} tarihinde${place ? ` (${place})` : ''} “${title}” konusu konuşuldu. Katılan dernek sayısı: ${associations}. Sonuçlar yayımlandı.`,
    found: (title) => `${title}:`,
  },
  ar: {
    heading: (title) => `${title}: النتائج`,
    lead: ({ title, day, place, associations }) =>
      `في ${day}${place ? ` (${place})` : ''} دار الحديث حول «${title}». عدد الجمعيات المشاركة: ${associations}. النتائج منشورة.`,
    found: (title) => `${title}:`,
  },
  uk: {
    heading: (title) => `${title}: що з’ясували`,
    lead: ({ title, day, place, associations }) =>
      `${day}${place ? ` (${place})` : ''} говорили про «${title}». Кількість об’єднань-учасників: ${associations}. Результати опубліковано.`,
    found: (title) => `${title}:`,
  },
}

const strength: readonly (Spread | null)[] = ['consensus', 'almost-all', 'several', 'single-voice', null]
/** What most stand behind comes first; what is still open is no news. */
const statementsIn = (items: readonly ResultItem[]) =>
  items
    .filter(({ kind }) => kind !== 'open-question')
    .toSorted((a, b) => strength.indexOf(a.spread) - strength.indexOf(b.spread) || a.order - b.order)

const mostInPart = 4000
const mostParts = 8

/** A first draft from what was found, each statement with how many stand behind it. The writer shortens it. */
export function templateFrom(source: PublicSource, locale: Locale) {
  const own = words[locale]
  const parts = source.records.slice(0, mostParts).flatMap((record): ReleasePart[] => {
    const lines = statementsIn(record.items).map(({ text, spread }) =>
      spread ? `– ${text} (${exportWords[locale].spread[spread]})` : `– ${text}`,
    )
    const kept: string[] = []
    let length = 0
    for (const line of lines) {
      length += line.length + 1
      if (length > mostInPart) break
      kept.push(line)
    }
    return kept.length > 0 ? [{ kind: 'text', text: [own.found(record.title), ...kept].join('\n') }] : []
  })
  const { title, place, associations } = source
  return {
    heading: own.heading(title).slice(0, 200),
    lead: own.lead({ title, day: dayIn(locale, source.heldAt), place, associations }).slice(0, 1000),
    parts,
  }
}
