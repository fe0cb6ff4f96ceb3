import type { Locale, Release } from '@augenhoehe/contracts'
import { dayIn, momentIn } from '../../../platform/languages.ts'
import { cleaned, type Block, type Outline } from './outline.ts'
import { exportWords } from './words.ts'

/** A press release as a document: short, so without a table of contents. */
export function outlineOfRelease(raw: Release, locale: Locale): Outline {
  const { heading, lead, parts, contact, embargo, version, published } = cleaned(raw)
  const words = exportWords[locale]
  const first = new Date(published[0]!.at)
  const from = embargo === null ? first : new Date(embargo)
  const blocks = parts.map((part): Block => {
    if (part.kind === 'text') return part
    if (part.kind === 'withdrawn') return { kind: 'text', text: words.release.withdrawn }
    const { name, role } = part.attribution
    return { kind: 'quotation', text: part.text, by: role === null ? name : `${name}, ${role}` }
  })
  return {
    title: heading,
    locale,
    date: from > first ? from : first,
    facts: [
      embargo === null ? dayIn(locale, first) : words.release.embargo(momentIn(locale, new Date(embargo))),
      ...(version > 1 ? [words.version(version)] : []),
    ],
    contents: null,
    sections: [
      {
        id: 'release',
        level: 2,
        heading: words.role['press-release'],
        blocks: [{ kind: 'text', text: lead }, ...blocks],
      },
      {
        id: 'contact',
        level: 2,
        heading: words.release.contact,
        blocks: [
          {
            kind: 'text',
            text: [contact.office, contact.email, contact.phone].filter((one) => one !== null).join('\n'),
          },
        ],
      },
    ],
  }
}
