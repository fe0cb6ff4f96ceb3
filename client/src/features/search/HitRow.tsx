import type { SearchHit } from '@augenhoehe/contracts'
import { spokenIn, useFormat, useTranslation } from '../../platform/i18n.ts'
import { usePlaceName } from '../../platform/reference.ts'
import { Unverified } from '../../platform/Unverified.tsx'
import { Row } from '../../ui/index.ts'
import styles from './HitRow.module.css'
import { Marked } from './Marked.tsx'

function hrefOf(hit: SearchHit): string {
  const room = `/raeume/${hit.room?.slug ?? ''}`
  if (hit.kind === 'contribution') return `${room}/${hit.thread?.id ?? ''}?beitrag=${hit.id}`
  if (hit.kind === 'thread') return `${room}/${hit.id}`
  if (hit.kind === 'room') return room
  // The documentation of a whole meeting is in no room.
  if (hit.kind === 'result') return `/ergebnisse/${hit.room ? '' : 'treffen/'}${hit.id}`
  return `/organisationen/${hit.organisation?.slug ?? ''}`
}

/** One hit: what it is and where it stands, whose it is, and the words around what was found. */
export function HitRow({ hit }: { hit: SearchHit }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const placeName = usePlaceName()
  const written = hit.kind === 'contribution' || hit.kind === 'thread'
  // The association first; who writes for themselves or for an office has their own name.
  const who = hit.organisation?.name ?? hit.author?.institution ?? hit.author?.name ?? ''
  const kind =
    hit.kind === 'contribution' && hit.type ? t(`threads.kind.${hit.type}`) : t(`search.kind.${hit.kind}`)
  return (
    <Row
      level={2}
      href={hrefOf(hit)}
      title={<bdi>{hit.kind === 'contribution' ? who : <Marked text={hit.title} />}</bdi>}
      meta={
        <>
          {kind}
          {(written || hit.kind === 'result') && hit.room && (
            <>
              {' · '}
              <bdi>{hit.room.title}</bdi>
            </>
          )}
          {hit.kind === 'contribution' && hit.thread && (
            <>
              {' › '}
              <bdi>{hit.thread.title}</bdi>
            </>
          )}
          {hit.translated && ` · ${t('search.translated')}`}
          {(hit.kind === 'need' || hit.kind === 'offer' || hit.kind === 'thread') && who !== '' && (
            <>
              {' · '}
              <bdi>{who}</bdi>
            </>
          )}
          {hit.organisation && <Unverified of={hit.organisation} separated />}
          {hit.municipality && (
            <>
              {' · '}
              <bdi>{placeName(hit.municipality)}</bdi>
            </>
          )}
          {(written || hit.kind === 'need' || hit.kind === 'offer' || hit.kind === 'result') && (
            <>
              {' · '}
              <bdi>{formatDate(hit.createdAt)}</bdi>
            </>
          )}
        </>
      }
    >
      {hit.excerpt.length > 0 && (
        <p className={styles.excerpt} {...spokenIn(hit.lang)}>
          <Marked text={hit.excerpt} />
        </p>
      )}
    </Row>
  )
}
