import type { LegalBlock, LegalPage, LegalPageName, Locale } from '@augenhoehe/contracts'
import { dayIn } from '../../platform/languages.ts'
import type { Operator } from '../../platform/operator.ts'
import { legalWords, type LegalWords } from './words/index.ts'

/** What of this installation these pages speak of. */
export interface LegalFacts {
  /** Nobody has said so where it is null. */
  operator: Operator | null
  baseUrl: string
  /** Whether browsers can be told of notices. */
  push: boolean
}

/** When the wording was last gone over; whoever changes what is stored goes over it again. */
const writtenOn = new Date('2026-11-23T12:00:00Z')

type Sections = LegalPage['sections']
type Fact = { label: string; lines: string[] }

const text = (...paragraphs: readonly string[]): LegalBlock[] =>
  paragraphs.map((one) => ({ kind: 'text', text: one }))
const list = (items: readonly string[]): LegalBlock => ({ kind: 'list', items: [...items] })
const table = (head: readonly string[], rows: readonly (readonly string[])[]): LegalBlock => ({
  kind: 'table',
  head: [...head],
  rows: rows.map((row) => [...row]),
})
const links = (...all: readonly (readonly [href: string, label: string])[]): LegalBlock => ({
  kind: 'links',
  links: all.map(([href, label]) => ({ href, label })),
})
/** What is not given is left out, and the block with it where nothing is. */
const facts = (...all: readonly (readonly [string, readonly string[] | string | null | undefined])[]) => {
  const given = all.flatMap(([label, said]): Fact[] => {
    const lines = typeof said === 'string' ? [said] : [...(said ?? [])]
    return lines.length > 0 ? [{ label, lines }] : []
  })
  return given.length > 0 ? [{ kind: 'facts', facts: given } as const] : []
}

const toForm = '/rueckmeldung'
const toBarrier = `${toForm}?art=barriere`

type Write = (words: LegalWords, facts: LegalFacts, day: string) => Sections

const imprint: Write = ({ imprint: said, labels, toForm: write, unnamed }, { operator }) => [
  {
    id: 'operator',
    title: said.operator,
    blocks: operator
      ? facts(
          [labels.operator, operator.name],
          [labels.legalForm, operator.legalForm],
          [labels.address, operator.address],
          [labels.representedBy, operator.representedBy],
          [labels.register, operator.register],
          [labels.vatId, operator.vatId],
          [labels.email, operator.email],
          [labels.phone, operator.phone],
        )
      : text(unnamed),
  },
  ...(operator && operator.responsible.length > 0
    ? [
        {
          id: 'content',
          title: said.content,
          blocks: facts([labels.responsible, operator.responsible]),
        },
      ]
    : []),
  {
    id: 'contributions',
    title: said.contributions,
    blocks: [...text(said.contributionsText), links([toForm, write], ['/moderation/zahlen', said.report])],
  },
  { id: 'sources', title: said.sources, blocks: text(...said.sourcesText) },
]

const controllerOf = ({ labels, unnamed }: LegalWords, operator: Operator | null): LegalBlock[] =>
  operator
    ? facts(
        [labels.operator, [operator.name, ...operator.address]],
        [labels.email, operator.email],
        [labels.phone, operator.phone],
        [labels.dataProtection, operator.dataProtection],
      )
    : text(unnamed)

const privacy: Write = (words, { operator, push }) => {
  const { privacy: said, labels } = words
  const kept = [
    [said.account, said.accountRows],
    [said.organisation, said.organisationRows],
    [said.talk, said.talkRows],
    [said.matching, said.matchingRows],
    [said.rest, said.restRows],
  ] as const
  return [
    { id: 'short', title: said.short, blocks: [list(said.shortList)] },
    {
      id: 'controller',
      title: said.controller,
      blocks: [...controllerOf(words, operator), ...text(said.model)],
    },
    ...kept.map(([title, rows], index) => ({
      id: `kept-${index + 1}`,
      title: `${said.kept}: ${title}`,
      blocks: [table(said.head, rows)],
    })),
    { id: 'special', title: said.special, blocks: text(...said.specialText) },
    {
      id: 'device',
      title: said.device,
      blocks: [...text(said.deviceLead), table(said.head, said.deviceRows)],
    },
    { id: 'visit', title: said.visit, blocks: text(...said.visitText) },
    {
      id: 'others',
      title: said.others,
      blocks: [
        ...text(...said.othersText, push ? said.pushOn : said.pushOff),
        ...facts([labels.processors, operator?.processors]),
      ],
    },
    { id: 'bases', title: said.bases, blocks: [table(said.basesHead, said.basesRows)] },
    { id: 'automatic', title: said.automatic, blocks: text(...said.automaticText) },
    { id: 'rights', title: said.rights, blocks: text(...said.rightsText) },
    {
      id: 'now',
      title: said.rightsNow,
      blocks: [list(said.rightsNowList), links([toForm, words.toForm], ['/ich', words.toMe])],
    },
    {
      id: 'complaint',
      title: said.complaint,
      blocks: [...text(said.complaintText), ...facts([labels.supervision, operator?.supervision])],
    },
  ]
}

const accessibility: Write = (words, { operator, baseUrl }, day) => {
  const { accessibility: said, labels } = words
  return [
    {
      id: 'standard',
      title: said.standard,
      blocks: text(said.scope(baseUrl), ...said.standardText),
    },
    { id: 'state', title: said.state, blocks: text(said.stateText) },
    { id: 'gaps', title: said.gaps, blocks: [list(said.gapsList)] },
    { id: 'how', title: said.how, blocks: text(...said.howText(day)) },
    {
      id: 'report',
      title: said.report,
      blocks: [
        ...text(...said.reportText),
        links([toBarrier, words.toBarrier]),
        ...facts([
          labels.accessibility,
          operator && operator.accessibility.length > 0 ? operator.accessibility : operator?.email,
        ]),
      ],
    },
    {
      id: 'enforcement',
      title: said.enforcement,
      blocks: [...text(...said.enforcementText), ...facts([labels.enforcement, operator?.enforcement])],
    },
  ]
}

const pages: Readonly<Record<LegalPageName, Write>> = { imprint, privacy, accessibility }

/** So many parts one finds without a list of them. */
const mostWithoutContents = 8

/** One page in one language, with what the operator gave. */
export function legalPage(page: LegalPageName, locale: Locale, installation: LegalFacts): LegalPage {
  const words = legalWords[locale]
  const { title, lead } = words[page]
  const day = dayIn(locale, writtenOn)
  const sections = pages[page](words, installation, day)
  return {
    page,
    title,
    lead,
    notes: [
      ...(installation.operator?.invented ? [words.invented] : []),
      ...(words.binding === null ? [] : [words.binding]),
    ],
    contents: sections.length > mostWithoutContents ? words.contents : null,
    sections,
    asOf: words.asOf(day),
  }
}
