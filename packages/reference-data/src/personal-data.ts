/** What leads to a person: found in a text by its form, so that it can be shown and left out. */
export type PersonalKind = 'email' | 'phone' | 'iban' | 'birth-date' | 'address' | 'name'

export interface PersonalFinding {
  kind: PersonalKind
  /** Where it stands in the text, in UTF-16 units; `end` is behind it. */
  start: number
  end: number
}

/** Digits of other scripts and wide signs as plain ones, one for one: what is found stays where it was. */
const plain = (text: string) =>
  text.replaceAll(/[٠-٩۰-۹０-９]/g, (digit) => String(digit.charCodeAt(0) & 0xf)).replaceAll(/[＠﹫]/g, '@')

// Digits above are 0x660–0x669, 0x6f0–0x6f9 and 0xff10–0xff19: their last four bits are the digit.

/** What may stand between the digits of a number; marks of direction can be seen by nobody. */
const gap = String.raw`[\s./()\-–—·\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00a0]`
const word = String.raw`[\p{L}\p{M}'’\-]`
const upper = String.raw`\p{Lu}${word}*`

const months =
  'jan(?:uar|uary)?|jän(?:ner)?|feb(?:ruar|ruary)?|mär[zc]?|mar(?:ch)?|apr(?:il)?|mai|may|jun[ie]?|jul[iy]?|aug(?:ust)?|sep(?:t|tember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[zc](?:ember)?|يناير|كانون الثاني|فبراير|شباط|مارس|آذار|أبريل|ابريل|نيسان|مايو|أيار|يونيو|حزيران|يوليو|تموز|أغسطس|آب|سبتمبر|أيلول|أكتوبر|تشرين الأول|نوفمبر|تشرين الثاني|ديسمبر|كانون الأول'
const bornWords = String.raw`(?:geb(?:oren|\.)?|geburtsdatum|geburtstag|born|birth(?:day|date)?|date of birth|dob|مواليد|المولودة?|مولودة?|ولدت|ولد|تاريخ الميلاد|تاريخ ميلاد(?:ه|ها)?)`
const anyDate = String.raw`(?:\d{1,2}\s*[./\-]\s*\d{1,2}\s*[./\-]\s*(?:\d{4}|\d{2})|\d{4}[./\-]\d{1,2}[./\-]\d{1,2}|\d{1,2}(?:\.|st|nd|rd|th)?\s+(?:of\s+)?(?:${months})\.?,?\s+\d{4}|(?:${months})\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4})`
/** The same, so long ago that it is no appointment. */
const oldYear = String.raw`(?:19\d{2}|20[01]\d)`
const oldDate = String.raw`(?:\d{1,2}\s*[./\-]\s*\d{1,2}\s*[./\-]\s*${oldYear}|${oldYear}[./\-]\d{1,2}[./\-]\d{1,2}|\d{1,2}(?:\.|st|nd|rd|th)?\s+(?:of\s+)?(?:${months})\.?,?\s+${oldYear}|(?:${months})\s+\d{1,2}(?:st|nd|rd|th)?,?\s+${oldYear})`

const titlesLatin = String.raw`(?:[Hh]err[n]?|HERR|[Ff]rau|FRAU|[Ff]amilie|[Ff]am\.|Dr\.|Prof\.|Mr\.?|Mrs\.?|Ms\.?|Miss|Madame|Mme|Monsieur|Abu|Umm)`
const titlesArabic = String.raw`(?:السيدة?|الأستاذة?|الاستاذة?|الدكتورة?|الحاجة?|عائلة|الآنسة|الأخت|الأخ)`
/** Words that follow a form of address without being anybody’s name. */
const noName = String.raw`(?!(?:und|oder|mit|aus|in|im|der|die|das|and|or|from|with|who|ist|hat|is|has|Doktor|Präsident|Bürgermeister|Oberbürgermeister|Ministerin?|Landrat)(?!${word}))`

/** Given names that are hardly ever another word; those of every language spoken where the associations are. */
const givenLatin =
  'Ahmad|Ahmed|Ali|Amina|Amir|Anna|Andreas|Aylin|Ayşe|Ayse|Bilal|Christian|Claudia|Daniel|David|Elena|Elif|Emre|Eva|Fatema|Fatima|Fatma|Hamid|Hanna|Hannah|Hassan|Hussein|Huseyin|Hüseyin|Ibrahim|Irina|Ivan|Jamal|Jan|John|Joseph|Julia|Karim|Katharina|Khadija|Khaled|Khalid|Layla|Leila|Lina|Maria|Marie|Mariam|Maryam|Mehmet|Michael|Mohamad|Mohamed|Mohammad|Mohammed|Muhammad|Mustafa|Nadia|Natalia|Nour|Oksana|Olena|Olga|Omar|Osman|Peter|Petra|Rahel|Samira|Sara|Sarah|Selam|Sergej|Stefan|Svetlana|Thomas|Yasmin|Yousef|Yusuf|Zahra|Zeynep'
const givenArabic =
  'محمد|أحمد|احمد|فاطمة|مريم|خديجة|زينب|عائشة|يوسف|إبراهيم|ابراهيم|مصطفى|حسين|خالد|عمر|سميرة|ليلى|ياسمين|عبد الله|عبدالله|عبد الرحمن|عبدالرحمن'

const before = String.raw`(?<![\p{L}\p{M}\p{N}])`
const after = String.raw`(?![\p{L}\p{M}\p{N}])`
const street = String.raw`(?:[Ss]tra(?:ß|ss)e|[Ss]tr\.|[Ww]eg|[Pp]latz|[Aa]llee|[Gg]asse|[Rr]ing|[Dd]amm|[Uu]fer|[Ss]teig|[Cc]haussee|[Pp]romenade)`

/** In the order in which one gives way to the other where they overlap. */
const patterns: readonly (readonly [PersonalKind, RegExp])[] = [
  [
    'email',
    /[\p{L}\p{N}._%+-]+\s?(?:@|[([{]\s?(?:at|ät)\s?[)\]}])\s?[\p{L}\p{N}-]+(?:\s?\.\s?[\p{L}\p{N}-]+)+/giu,
  ],
  // The country, a check, in some countries the letters of a bank, then digits, in groups or not.
  [
    'iban',
    new RegExp(
      `${before}[A-Z]{2}${gap}{0,2}\\d{2}(?:${gap}{0,2}[A-Z]{4})?(?:${gap}{0,2}\\d){10,26}${after}`,
      'giu',
    ),
  ],
  [
    'birth-date',
    new RegExp(`${before}${bornWords}[\\s:,]{0,4}(?:am|on|den|في|بتاريخ|يوم)?[\\s:]{0,4}${anyDate}`, 'giu'),
  ],
  ['birth-date', new RegExp(`(?<!\\d)${oldDate}(?!\\d)`, 'giu')],
  // With its country, or with the nought of an area.
  ['phone', new RegExp(`(?<![\\d,.])(?:\\+|00|0)${gap}{0,2}[1-9](?:${gap}{0,3}\\d){5,13}(?![\\d])`, 'gu')],
  // What is called a number by the word before it, and long rows without a beginning.
  [
    'phone',
    new RegExp(
      `(?:tel(?:efon)?|handy|mobil(?:nummer)?|phone|call|whatsapp|هاتف|جوال|موبايل|رقم(?:ها|ه)?|واتساب)[\\s.:]{0,4}\\d(?:${gap}{0,3}\\d){4,13}`,
      'giu',
    ),
  ],
  ['phone', /(?<![\d,.])\d{9,15}(?!\d)/gu],
  ['phone', /(?<!\d)\d{7,14}\s?\+(?!\d)/gu],
  [
    'address',
    new RegExp(
      `${before}(?:\\p{Lu}[\\p{L}\\p{M}]{0,30}[. \\-]{1,2}){0,2}[\\p{L}\\p{M}\\-]{0,40}?${street}\\s{0,3}\\d{1,4}\\s?[a-z]?${after}`,
      'gu',
    ),
  ],
  [
    'address',
    new RegExp(
      `${before}(?:Straße|Strasse|Platz) (?:des|der|am) [\\p{L}\\d. ]{2,30}?\\d{1,4}\\s?[a-z]?${after}`,
      'gu',
    ),
  ],
  [
    'address',
    new RegExp(
      `${before}(?:Am|An der|Auf der|Zum|Zur) (?!(?:Beispiel|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tag|Mittwoch)${after})${upper}\\s\\d{1,3}\\s?[a-z]?${after}(?!\\s*(?:Uhr|Personen|Menschen|Euro|Jahr|Tage|Kinder|Plätze|[Mm]al|[.:]\\d))`,
      'gu',
    ),
  ],
  [
    'address',
    new RegExp(
      `${before}\\d{1,4}[a-z]?\\s(?:${upper}\\s){1,3}(?:street|st\\.|road|rd\\.?|avenue|ave\\.?|lane|square)${after}`,
      'giu',
    ),
  ],
  ['address', /شارع\s+[\p{L}\p{M}\s]{2,40}?[\s،,]*(?:رقم\s*)?\d{1,4}(?!\d)/gu],
  [
    'name',
    new RegExp(`${before}${titlesLatin}\\s+(?:${titlesLatin}\\s+)*${noName}${upper}(?:\\s${upper})?`, 'gu'),
  ],
  [
    'name',
    new RegExp(
      `${before}(?:[Nn]amens|[Hh]ei(?:ß|ss)t|[Hh]ei(?:ß|ss)e|[Nn]ame(?: is| ist|:)|[Cc]alled|[Nn]amed|[Mm]y name is)\\s*${noName}${upper}(?:\\s${upper})?`,
      'gu',
    ),
  ],
  [
    'name',
    new RegExp(`${before}${titlesArabic}\\s+[\\p{Script=Arabic}]{2,}(?:\\s+[\\p{Script=Arabic}]{2,})?`, 'gu'),
  ],
  [
    'name',
    new RegExp(
      `${before}(?:اسمه|اسمها|تدعى|يدعى|واسمها|واسمه)\\s*:?\\s*[\\p{Script=Arabic}]{2,}(?:\\s+[\\p{Script=Arabic}]{2,})?`,
      'gu',
    ),
  ],
  ['name', new RegExp(`${before}(?:${givenLatin})s?${after}(?:\\s${upper})?`, 'gu')],
  ['name', new RegExp(`${before}(?:و|ل|ب)?(?:${givenArabic})${after}`, 'gu')],
]

/**
 * Everything in a text by which somebody could be recognised or reached, in its order: addresses of mail and of houses,
 * telephone and account numbers, dates of birth, and names as far as their surroundings or the name itself tell. It knows
 * forms, not people: a text without findings may still say too much.
 */
export function personalData(text: string): PersonalFinding[] {
  const read = plain(text)
  const found: PersonalFinding[] = []
  for (const [kind, pattern] of patterns) {
    for (const { index, 0: match } of read.matchAll(pattern)) {
      const end = index + match.trimEnd().length
      if (!found.some((one) => index < one.end && end > one.start)) found.push({ kind, start: index, end })
    }
  }
  return found.toSorted((a, b) => a.start - b.start)
}
