import type { LegalBlock, LegalPageName } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useLocale, useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { PartLinks } from '../../platform/PageContents.tsx'
import { Link, PageHeader, SectionHead, SkeletonLines } from '../../ui/index.ts'
import styles from './LegalPage.module.css'

/** Imprint, privacy or accessibility, as the server wrote it in the reader's language. */
function LegalPage({ page }: { page: LegalPageName }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { data, error, refetch } = useQuery({
    ...read('legal.page', { page, locale }),
    staleTime: Infinity,
    // While another language is fetched the last one stands.
    placeholderData: (before) => before,
  })
  if (!data) {
    return (
      <Page title="Augenhöhe" waiting={!error}>
        {error ? (
          <LoadFailed error={error} onRetry={refetch} />
        ) : (
          <SkeletonLines label={t('common.loading')} entries={4} node={false} />
        )}
      </Page>
    )
  }
  return (
    <Page title={data.title}>
      <article className={styles.page}>
        <PageHeader title={data.title} lead={data.lead} />
        {data.notes.map((note) => (
          <p key={note} className={styles.note}>
            {note}
          </p>
        ))}
        {data.contents !== null && (
          <nav aria-labelledby="contents" className={styles.contents}>
            <h2 id="contents">{data.contents}</h2>
            <PartLinks parts={data.sections.map(({ id, title }) => ({ id, name: title }))} />
          </nav>
        )}
        {data.sections.map(({ id, title, blocks }) => (
          <section key={id} aria-labelledby={id}>
            <SectionHead id={id}>{title}</SectionHead>
            {blocks.map((block, index) => (
              <Block key={index} block={block} />
            ))}
          </section>
        ))}
        <p className={styles.asOf}>{data.asOf}</p>
      </article>
    </Page>
  )
}

function Block({ block }: { block: LegalBlock }) {
  switch (block.kind) {
    case 'text':
      return <p>{block.text}</p>
    case 'list':
      return (
        <ul className={styles.list}>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      )
    case 'links':
      return (
        <ul className={styles.links}>
          {block.links.map(({ href, label }) => (
            <li key={href}>
              <Link href={href}>{label}</Link>
            </li>
          ))}
        </ul>
      )
    case 'facts':
      return (
        <dl className={styles.facts}>
          {block.facts.map(({ label, lines }) => (
            <div key={label}>
              <dt>{label}</dt>
              {lines.map((line) => (
                <dd key={line} dir="auto">
                  <Linked line={line} />
                </dd>
              ))}
            </div>
          ))}
        </dl>
      )
    case 'table':
      return <Table {...block} />
  }
}

/** On phones a row is a list of its own, with what its columns mean. */
function Table({ head, rows }: Extract<LegalBlock, { kind: 'table' }>) {
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {head.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([first, ...others]) => (
          <tr key={first}>
            <th scope="row">{first}</th>
            {others.map((cell, index) => (
              <td key={index}>
                <span className={styles.column}>{head[index + 1]}</span>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Addresses lead where they say; the server's page does the same. */
function Linked({ line }: { line: string }) {
  if (/^https?:\/\/\S+$/.test(line)) return <Link href={line}>{line}</Link>
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(line)) return <Link href={`mailto:${line}`}>{line}</Link>
  return line
}

export const legalPages = {
  imprint: () => <LegalPage page="imprint" />,
  privacy: () => <LegalPage page="privacy" />,
  accessibility: () => <LegalPage page="accessibility" />,
} satisfies Record<LegalPageName, () => React.ReactElement>
