/** Long words of our own headings, with the places where a narrow screen may part them. */
const partings = [
  'Migranten|organisationen',
  'Professio|nalisierung',
  'Vereins|arbeit',
  'Dialog|partner',
  'Ansprech|person',
]

const softHyphen = '\u00AD'

/** Browsers without a German dictionary break long words anywhere; soft hyphens tell them where. */
export const soften = (heading: string): string =>
  partings.reduce(
    (text, parting) => text.replaceAll(parting.replace('|', ''), parting.replace('|', softHyphen)),
    heading,
  )
