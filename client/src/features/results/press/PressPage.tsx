import type { Attribution, Release } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { useParams } from 'react-router'
import { read } from '../../../platform/api.ts'
import { FetchedPage } from '../../../platform/FetchedPage.tsx'
import { useFormat, useLocale, useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { BarTools } from '../../../platform/SearchLink.tsx'
import { soften } from '../../../platform/soften.ts'
import { Button, Link, PageHeader, PhoneHeader, Tag } from '../../../ui/index.ts'
import { documentationHref, recordHref } from '../addresses.ts'
import { Dotted } from '../Dotted.tsx'
import { Exports } from '../Exports.tsx'
import shared from '../Results.module.css'
import { berlinDay, berlinMoment } from './berlin.ts'
import styles from './Press.module.css'
import { pressHref, releaseEditorHref, releaseExportHref } from './press-hrefs.ts'
import { usePressNews } from './usePressNews.ts'

/** `/presse/:releaseId` */
export function PressPage() {
  const { t } = useTranslation()
  const { releaseId = '' } = useParams()
  usePressNews()
  const release = useQuery(read('results.release', { releaseId }))
  return (
    <FetchedPage title={t('press.release')} fetched={release}>
      {(data) => <ReleaseView release={data} />}
    </FetchedPage>
  )
}

function ReleaseView({ release }: { release: Release }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { id, heading, lead, parts, contact, state, embargo, published, version, source, mayEdit } = release
  const first = published[0]!.at
  const from = embargo !== null && embargo > first ? embargo : first
  return (
    <Page
      title={heading}
      layout="wide"
      header={
        <PhoneHeader back={{ href: pressHref, label: t('press.back') }} tools={<BarTools />}>
          {t('press.release')}
        </PhoneHeader>
      }
    >
      <article className={shared.record}>
        <div className={shared.head}>
          <PageHeader
            eyebrow={
              <Dotted
                facts={[t('press.release'), ...(state === 'public' ? [berlinDay(from, locale)] : [])]}
              />
            }
            title={soften(heading)}
            facts={
              (state === 'embargoed' || version > 1) && (
                <>
                  {state === 'embargoed' && embargo !== null && (
                    <Tag tone="saffron">
                      {t('press.embargoed', { moment: berlinMoment(embargo, locale) })}
                    </Tag>
                  )}
                  {version > 1 && <Tag>{t('results.version', { version })}</Tag>}
                </>
              )
            }
            actions={
              mayEdit && (
                <Button look="line" href={releaseEditorHref(id)}>
                  {t('results.editing')}
                </Button>
              )
            }
          />
          {state === 'embargoed' && <p className={styles.quiet}>{t('press.embargoedText')}</p>}
        </div>
        <div className={styles.reading}>
          <p className={styles.lead} dir="auto">
            {lead}
          </p>
          {parts.map((part, index) =>
            part.kind === 'text' ? (
              <Paragraphs key={index} text={part.text} />
            ) : part.kind === 'quotation' ? (
              <Quotation key={index} text={part.text} attribution={part.attribution} />
            ) : (
              <p key={index} className={styles.quiet}>
                {t('press.withdrawnStub')}
              </p>
            ),
          )}
        </div>
        <section className={shared.section} aria-labelledby="press-contact">
          <h2 id="press-contact" className={styles.head}>
            {t('press.contact.title')}
          </h2>
          <p className={styles.contact}>
            <bdi>{contact.office}</bdi>
            {contact.email && (
              <a href={`mailto:${contact.email}`}>
                <bdi>{contact.email}</bdi>
              </a>
            )}
            {contact.phone && (
              <a href={`tel:${contact.phone.replaceAll(/[^+\d]/g, '')}`} dir="ltr">
                {contact.phone}
              </a>
            )}
          </p>
        </section>
        {version > 1 && (
          <section className={shared.section} aria-labelledby="press-versions">
            <h2 id="press-versions" className={styles.head}>
              {t('results.versions.title')}
            </h2>
            <ul className={styles.versions}>
              {published.map((one) => (
                <li key={one.version}>
                  <Dotted
                    facts={[
                      t('results.version', { version: one.version }),
                      berlinDay(one.at, locale),
                      t(one.why === 'withdrawn' ? 'press.why.withdrawn' : 'press.why.published'),
                    ]}
                  />
                </li>
              ))}
            </ul>
          </section>
        )}
        <div className={shared.section}>
          <Exports hrefOf={(format, lang) => releaseExportHref(id, format, lang)} />
        </div>
        {source && (
          <p className={shared.origin} data-printed>
            <Link href={source.kind === 'record' ? recordHref(source.id) : documentationHref(source.id)}>
              {t('press.toSource')}
            </Link>
            <span className={shared.printed} dir="ltr">
              {' '}
              {window.location.origin +
                (source.kind === 'record' ? recordHref(source.id) : documentationHref(source.id))}
            </span>
          </p>
        )}
      </article>
    </Page>
  )
}

export const Paragraphs = ({ text }: { text: string }) => (
  <Fragment>
    {text
      .split(/\n{2,}/)
      .filter((paragraph) => paragraph.trim() !== '')
      .map((paragraph, index) => (
        <p key={index} dir="auto">
          {paragraph.trim()}
        </p>
      ))}
  </Fragment>
)

/** Somebody’s words, and whose they are. */
export function Quotation({ text, attribution }: { text: string; attribution: Attribution }) {
  const { t } = useTranslation()
  const { comma } = useFormat()
  return (
    <figure className={styles.quotation}>
      <blockquote dir="auto">{t('results.quoted', { text })}</blockquote>
      <figcaption>
        <bdi>{attribution.name}</bdi>
        {attribution.role !== null && (
          <>
            {comma}
            <bdi>{attribution.role}</bdi>
          </>
        )}
      </figcaption>
    </figure>
  )
}
