/** What the hints know of German: conservative lists, so that what they say is nearly always right. */

/** Written out in full; the keys are compared without spaces and in small letters. */
const longForms: Readonly<Record<string, string>> = {
  'z.b.': 'zum Beispiel',
  'd.h.': 'das heißt',
  'u.a.': 'unter anderem',
  'i.d.r.': 'in der Regel',
  'u.u.': 'unter Umständen',
  'z.t.': 'zum Teil',
  'z.zt.': 'zurzeit',
  'z.hd.': 'an',
  'v.a.': 'vor allem',
  'm.e.': 'meiner Meinung nach',
  's.o.': 'siehe oben',
  's.u.': 'siehe unten',
  'o.ä.': 'oder Ähnliches',
  'u.ä.': 'und Ähnliches',
  'o.g.': 'oben genannt',
  'i.a.': 'im Auftrag',
  'i.v.': 'in Vertretung',
  'i.h.v.': 'in Höhe von',
  'i.s.d.': 'im Sinne von',
  'i.s.v.': 'im Sinne von',
  'i.v.m.': 'zusammen mit',
  'u.v.m.': 'und vieles mehr',
  'bzw.': 'oder',
  'bspw.': 'zum Beispiel',
  'bzgl.': 'zu',
  'ggf.': 'vielleicht',
  'ggfs.': 'vielleicht',
  'ggü.': 'gegenüber',
  'gem.': 'nach',
  'usw.': 'und so weiter',
  'etc.': 'und so weiter',
  'evtl.': 'vielleicht',
  'inkl.': 'mit',
  'einschl.': 'mit',
  'exkl.': 'ohne',
  'zzgl.': 'plus',
  'abzgl.': 'minus',
  'ca.': 'etwa',
  'vgl.': 'siehe',
  'sog.': 'so genannt',
  'insb.': 'vor allem',
  'insbes.': 'vor allem',
  'lt.': 'nach',
  'entspr.': 'passend',
  'vorauss.': 'voraussichtlich',
  'schriftl.': 'schriftlich',
  'monatl.': 'im Monat',
  'jährl.': 'im Jahr',
  'zust.': 'zuständig',
}

const dotted = Object.keys(longForms).filter((short) => short.slice(0, -1).includes('.'))
const plain = Object.keys(longForms).filter((short) => !dotted.includes(short))
/** Known by their letters; `gem`, `lt` and `ca` could be something else without their point. */
const withoutPoint = ['bzw', 'ggf', 'ggfs', 'bzgl', 'usw', 'evtl', 'inkl', 'zzgl', 'bspw']

const escaped = (short: string) => short.replaceAll('.', '\\.')
const spaced = (short: string) => short.slice(0, -1).split('.').join('\\.\\s?')
const longestFirst = (all: readonly string[]) => all.toSorted((a, b) => b.length - a.length)

/** `z. B.`, `z.B.`, `ggf.`; never a part of a word, and never `e. V.`, which belongs to a name. */
export const abbreviation = new RegExp(
  `(?<![\\p{L}\\p{N}.])(?:(?:${longestFirst(dotted).map(spaced).join('|')})\\.|` +
    `(?:${longestFirst(plain).map(escaped).join('|')})|(?:${longestFirst(withoutPoint).join('|')})(?![.\\p{L}]))(?!\\p{L})`,
  'giu',
)

/** What an abbreviation stands for. */
export function longForm(short: string): string | undefined {
  const key = short.replaceAll(/\s/g, '').toLowerCase()
  return longForms[key] ?? longForms[`${key}.`]
}

/** Other short forms whose point ends no sentence. */
export const noEnd = new Set(
  [
    'dr',
    'prof',
    'st',
    'str',
    'tel',
    'nr',
    'hr',
    'fr',
    'abs',
    'art',
    'ziff',
    'max',
    'min',
    'mio',
    'mrd',
    'vors',
  ].concat([
    'jan',
    'feb',
    'apr',
    'aug',
    'sept',
    'okt',
    'nov',
    'dez',
    'mo',
    'di',
    'mi',
    'do',
    'sa',
    'so',
    'ing',
    'dipl',
  ]),
)
/** Short forms a sentence may end with; what follows in capitals is then a new one. */
export const mayEnd = new Set(['usw.', 'etc.', 'u.v.m.', 'o.ä.', 'u.ä.', 'e.v.'])

export const become = new Set(
  'werde wirst wird werden werdet wurde wurdest wurden wurdet worden würde würdest würden würdet'.split(' '),
)
export const be = new Set('ist sind war waren'.split(' '))

/** Prefixes that stand apart in other forms of a verb: "aufgenommen", "vorgeschrieben". */
const separable = (
  'ab an auf aus bei bekannt da dar durch ein entgegen fest fort frei gegenüber heraus herein hervor ' +
  'hin hinzu los mit nach nieder statt teil um unter vor voran voraus weg weiter wieder zu zurück ' +
  'zusammen über'
).split(' ')
/** Participles of strong verbs; none that is an infinitive as well. */
const strongOnes = (
  'gegeben genommen gesehen getragen gehalten gefunden gesprochen getroffen geholfen gelesen gewonnen ' +
  'geschrieben geschlossen gezogen gehoben gefahren gerufen geladen gebeten geboten gebunden gefangen ' +
  'gesungen gestrichen gestohlen gebrochen geworfen gewiesen getan gebracht gedacht geliehen gemessen ' +
  'geschlagen geschnitten geschoben gesendet gesandt gestritten getreten getrieben getrunken gegessen ' +
  'gewogen geworben gewusst gegossen gegriffen genannt benannt beschlossen beschrieben unterschrieben ' +
  'verschrieben umschrieben verschoben verboten entschieden unterschieden bewiesen verwiesen ' +
  'überwiesen erwiesen besprochen versprochen widersprochen verstanden übernommen unternommen ' +
  'vernommen entnommen bezogen erzogen vollzogen entzogen überzogen erworben beworben verworfen ' +
  'entworfen unterworfen begonnen verbunden entbunden überwunden empfunden erfunden befunden ' +
  'bestritten überschritten betrieben vertrieben verloren verbracht erbracht überbracht bedacht ' +
  'unterbrochen versandt empfohlen befohlen bestochen verglichen beglichen erhoben enthoben behoben ' +
  'verliehen verziehen betroffen übertroffen unterbunden begriffen ergriffen'
).split(' ')
const strong = new RegExp(`^(?:${separable.join('|')})?(?:${strongOnes.join('|')})$`, 'u')
const weak =
  /^(?:\p{Ll}{2,12})?ge\p{Ll}{2,}t$|^(?:be|ver|er|ent|emp|zer|über|unter|wider|miss|voll)\p{Ll}{3,}t$|^\p{Ll}{2,}iert$/u
/** Look like participles, but say what something is like; or belong to no verb. */
const states = new Set(
  (
    'bekannt berühmt beliebt bereit bewusst gesund gerecht gewohnt geeignet gesamt geschickt gespannt verheiratet ' +
    'erkältet begabt überhaupt vertraut verliebt verrückt verwandt insgesamt ungerecht unbekannt vermutlich begeistert ' +
    'interessiert engagiert motiviert besorgt enttäuscht erfahrt enthält erhält behält gefällt gehört gelingt ' +
    'gilt gewinnt besteht entsteht versteht bekommt verspricht bedeutet geschieht gestalt gebiet gericht gesicht ' +
    'gewicht gewalt geburt geduld gehalt vielleicht'
  ).split(' '),
)
const like = /(?:bewusst|bereit|bekannt|recht|schlecht|leicht|fest|wert|bunt|laut|kalt|weit|erst)$/u
export const isStrongParticiple = (word: string) => strong.test(word)
/** Some are adverbs too: only at the end of a clause is it clear what they are. */
export const isParticiple = (word: string) =>
  strong.test(word) || (!states.has(word) && !like.test(word) && weak.test(word))

export const modal = new Set(
  'kann können könnte könnten muss müssen müsste müssten soll sollen sollte sollten darf dürfen dürfte dürften'.split(
    ' ',
  ),
)

const infixed =
  /^(?:ab|an|auf|aus|bei|dar|durch|ein|fest|heraus|herbei|hin|hinzu|mit|nach|nieder|sicher|um|vor|voraus|weg|weiter|wieder|zurück|zusammen)zu\p{Ll}{3,}n$/u
export const isInfixed = (word: string) => infixed.test(word)
/** After "ist … zu" these do not ask for anything: "ist nicht zu finden", "ist viel zu tun". */
export const noDuty = new Set(
  (
    'finden sehen hören erwarten erkennen verstehen sagen haben tun sein ihnen allen beiden vielen anderen denen kommen gehen ' +
    'spüren merken bekommen erreichen erfahren machen wenigen selten trocken offen verschieden eigen'
  ).split(' '),
)
/** Then "zu" belongs to another word: "ist schwer zu lesen", "Ziel ist es zu helfen". */
export const otherZu = new Set(
  (
    'es schwer leicht einfach schwierig gut schön kaum möglich wichtig nötig bereit toll super besser viel genug zeit ziel ' +
    'aufgabe wunsch idee plan grund freude ehre möglichkeit absicht versuch chance gelegenheit lust hoffnung bitte traum recht ' +
    'um ohne statt anstatt nicht nie nichts noch hier da'
  ).split(' '),
)

/** What the last part of a compound often is; the longest that fits counts. */
const heads = longestFirst(
  (
    'abrechnung abteilung angebot angebote angelegenheit angelegenheiten anmeldung antrag anträge arbeit arbeitsgruppe aufgabe ' +
    'aufgaben ausgaben ausschuss austausch ausländer ausweis beauftragte beauftragter beginn begleitung behörde behörden beirat ' +
    'bericht beratung bescheid bescheide bescheinigung beteiligung bestimmung bestimmungen betreuung bewilligung bewerbung ' +
    'beziehung bildung dokument dokumente einrichtung einrichtungen einnahmen entwicklung erklärung eröffnung förderung ' +
    'formular formulare frist fristen gebühr gebühren gemeinschaft genehmigung geräte geschäft gesellschaft gesetz gesetze ' +
    'gruppe gruppen hilfe hilfen integration karte kommission konferenz konzept kosten kräfte kurs kurse leistung leistungen ' +
    'leitung liste maßnahme maßnahmen mitglied mitglieder mittel möglichkeit möglichkeiten nachweis nachweise netzwerk ' +
    'netzwerke ordnung organisation organisationen partner person personen plan planung plätze politik probleme programm ' +
    'programme projekt projekte prozess prüfung quote raum räume recht rechte regelung regelungen richtlinie richtlinien ' +
    'rücklage satzung schule schutz sitzung sprache sprachen stelle stellen struktur strukturen system tätigkeit tätigkeiten ' +
    'träger treffen unterlagen unterricht unterstützung veranstaltung veranstaltungen verein vereine verfahren verband verbände ' +
    'verordnung versammlung versicherung vertrag verträge vertretung vertreter verwaltung verzeichnis vorstand vorschrift ' +
    'vorschriften wohnung zentrum zertifikat zeitraum zugang zusage zuschuss zuschüsse zuständigkeit zuwendung zuwendungen ' +
    'zusammenarbeit überprüfung pauschale budget anteil beitrag beiträge betrag beträge kasse konto prüfer jahr zweck ' +
    'entschädigung fähigkeit finanzierung finanzierungen haftpflicht register steuer steuern verarbeitung verwendung'
  ).split(' '),
)
/** Ends of first parts that German joins with an s: nearly always a joint, but not where a tax follows. */
const joint = /(?:ungs|heits|keits|schafts|tions|täts|lings|ums)(?!teuern?$)(?=\p{Ll}{4,}$)/gu

const fewestBefore = 3

/** A compound with its parts apart: Verwendungs-Nachweis. Null where no joint is certain. */
export function apart(word: string): string | null {
  const small = word.toLowerCase()
  if (small.length !== word.length) return null
  const cuts = new Set<number>()
  for (const { index, 0: end } of small.matchAll(joint)) cuts.add(index + end.length)
  const head = heads.find((one) => small.endsWith(one) && small.length - one.length >= fewestBefore)
  if (head) cuts.add(small.length - head.length)
  const at = [...cuts].toSorted((a, b) => a - b)
  // A part of two or three letters is no part: the later joint is the surer one.
  const kept = at.filter((cut, index) => (at[index + 1] ?? Number.POSITIVE_INFINITY) - cut >= 4)
  if (kept.length === 0) return null
  const parts = [0, ...kept].map((from, index) => word.slice(from, kept[index] ?? word.length))
  return parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('-')
}
