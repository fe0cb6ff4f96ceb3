import type { RecordBrief } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { soften } from '../../platform/soften.ts'
import { Row, Tag } from '../../ui/index.ts'
import { documentationHref, recordHref } from './addresses.ts'
import { Dotted } from './Dotted.tsx'
import styles from './Results.module.css'

/** A record or documentation in a list. */
export function BriefRow({ brief, level = 2 }: { brief: RecordBrief; level?: 2 | 3 }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const { id, kind, title, heldAt, place, state, version, organisations, items, excerpt } = brief
  const tag =
    state === 'draft' ? (
      <Tag>{kind === 'record' ? t('results.draftNumber', { version }) : t('common.draft')}</Tag>
    ) : state === 'in-review' ? (
      <Tag>{t('results.list.inReview')}</Tag>
    ) : kind === 'documentation' ? (
      <Tag tone="petrol">{t('results.list.meeting')}</Tag>
    ) : undefined
  return (
    <Row
      level={level}
      title={<bdi>{soften(title)}</bdi>}
      href={kind === 'record' ? recordHref(id) : documentationHref(id)}
      meta={
        <Dotted
          facts={[
            formatDate(heldAt),
            place,
            t('results.organisations', { count: organisations }),
            t('results.statements', { count: items }),
          ]}
        />
      }
    >
      {tag && <p className={styles.tag}>{tag}</p>}
      {excerpt !== null && (
        <p className={styles.hit} dir="auto">
          {t('results.quoted', { text: excerpt })}
        </p>
      )}
    </Row>
  )
}
