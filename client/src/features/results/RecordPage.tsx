import type { ResultItem, ResultRecord } from '@augenhoehe/contracts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { call } from '../../platform/api.ts'
import { FetchedPage } from '../../platform/FetchedPage.tsx'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { isProblem } from '../../platform/problem-error.ts'
import { useProblemText } from '../../platform/problem.ts'
import { BarTools } from '../../platform/SearchLink.tsx'
import { useMe } from '../../platform/session.tsx'
import { soften } from '../../platform/soften.ts'
import {
  Banner,
  Button,
  FootBar,
  later,
  Link,
  PageHeader,
  PhoneHeader,
  Tag,
  useToast,
} from '../../ui/index.ts'
import { editorHref, recordHref } from './addresses.ts'
import { Dotted } from './Dotted.tsx'
import { Participants } from './Participants.tsx'
import { answerOf, associationsIn, newestOf } from './reading.ts'
import { RecordDocument } from './RecordDocument.tsx'
import { RecordSide } from './RecordSide.tsx'
import styles from './Results.module.css'
import { recordQuery, useRecord } from './useRecord.ts'
import { useAnswering, type Choosing } from './useAnswering.ts'
import { useReviewing } from './useReviewing.ts'
import { Versions } from './Versions.tsx'

const ConfirmationCard = later(async () => (await import('./ConfirmationCard.tsx')).ConfirmationCard)
const ConfirmationDialog = later(async () => (await import('./ConfirmationDialog.tsx')).ConfirmationDialog)
const PressStart = later(async () => (await import('./press/PressStart.tsx')).PressStart)
const OpenQuestionAnswer = later(async () => (await import('./OpenQuestionAnswer.tsx')).OpenQuestionAnswer)

/** `/ergebnisse/:recordId`, `?fassung=` for a version that is not the newest. */
export function RecordPage() {
  const { t } = useTranslation()
  const { recordId = '' } = useParams()
  const [search] = useSearchParams()
  const asked = search.get('fassung') ?? ''
  const version = /^\d{1,4}$/.test(asked) ? Number(asked) : undefined
  const record = useRecord(recordId, version)
  return (
    <FetchedPage title={t('results.record')} fetched={record}>
      {(data) => <RecordView record={data} />}
    </FetchedPage>
  )
}

function RecordView({ record }: { record: ResultRecord }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const { isSignedIn } = useMe()
  const [choosing, setChoosing] = useState<Choosing | null>(null)
  const { answering: asked } = useAnswering(record)
  const mayConfirm = asked !== undefined
  const answered = answerOf(record, asked) !== null
  const answering = useCallback(
    (item: ResultItem) => <OpenQuestionAnswer recordId={record.id} item={item} />,
    [record.id],
  )
  const side = <RecordSide record={record} />

  return (
    <Page
      title={record.title}
      layout="wide"
      hideTabs={mayConfirm}
      header={
        <PhoneHeader back={{ href: '/ergebnisse', label: t('results.back') }} tools={<BarTools />}>
          {t('results.record')}
        </PhoneHeader>
      }
      context={
        isSignedIn && (
          <>
            {mayConfirm && <ConfirmationCard record={record} onChoose={setChoosing} />}
            {side}
          </>
        )
      }
      contextLabel={t('results.context')}
    >
      <article className={styles.record}>
        <div className={styles.head}>
          <OtherVersion record={record} />
          <PageHeader
            eyebrow={
              <Dotted
                facts={[
                  record.place === null
                    ? t('results.heldAt', { day: formatDate(record.heldAt) })
                    : t('results.heldAtIn', { day: formatDate(record.heldAt), place: record.place }),
                  t('results.organisations', { count: associationsIn(record).length }),
                ]}
              />
            }
            title={soften(record.title)}
            facts={<Stage record={record} />}
            actions={record.mayEdit && <Editing record={record} />}
          />
        </div>
        <RecordDocument record={record} answering={record.mayEdit ? answering : undefined} />
        <Participants participants={record.participants} others={record.others} />
        <Versions record={record} />
        <div className={styles.flow} data-columns={isSignedIn || undefined}>
          <div className={`${styles.section} ${styles.column}`}>{side}</div>
        </div>
        <p className={styles.origin}>
          <Link href={`/raeume/${record.roomSlug}/${record.threadId}`}>{t('results.toThread')}</Link>
        </p>
      </article>
      {mayConfirm && (
        <FootBar>
          <Button
            big
            look={answered ? 'line' : 'filled'}
            onClick={() => setChoosing({ organisationId: asked.organisationId, value: null })}
          >
            {t(answered ? 'results.confirm.change' : 'results.confirm.foot')}
          </Button>
        </FootBar>
      )}
      {choosing && (
        <ConfirmationDialog
          record={record}
          organisationId={choosing.organisationId}
          value={choosing.value}
          onClose={() => setChoosing(null)}
        />
      )}
    </Page>
  )
}

/** How far it has come. */
export function Stage({ record }: { record: ResultRecord }) {
  const { t } = useTranslation()
  const { formatDate, formatWeekday } = useFormat()
  const isReviewing = useReviewing(record)
  const { state, version, published, reviewUntil } = record
  if (state === 'published') {
    const at = published.find((one) => one.version === version)?.at
    return (
      <>
        <Tag tone="leaf">{t('results.version', { version })}</Tag>
        {at && <span>{t('results.publishedAt', { day: formatDate(at) })}</span>}
      </>
    )
  }
  return (
    <>
      <Tag>{t('results.draftNumber', { version })}</Tag>
      {state === 'in-review' && reviewUntil && (
        <span>
          {t(isReviewing ? 'results.reviewUntil' : 'results.reviewEnded', {
            day: formatWeekday(reviewUntil),
          })}
        </span>
      )}
      {state === 'draft' && <span>{t('results.onlyModerators')}</span>}
    </>
  )
}

/** There is a newer one, or one that was published beside this draft. */
function OtherVersion({ record }: { record: ResultRecord }) {
  const { t } = useTranslation()
  const newest = newestOf(record)
  if (newest === null || newest === record.version) return null
  const isOld = record.version < newest
  return (
    <div className={styles.banner}>
      <Banner
        tone="info"
        inset
        action={
          <Link href={recordHref(record.id, isOld ? undefined : newest)}>{t('results.versions.read')}</Link>
        }
      >
        {t(isOld ? 'results.versions.old' : 'results.versions.draftBeside', {
          version: record.version,
          newest,
        })}
      </Banner>
    </div>
  )
}

/** For those who work on it. */
function Editing({ record }: { record: ResultRecord }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const toast = useToast()
  const problemText = useProblemText()
  const revise = useMutation({
    mutationFn: () => call('results.revise', { recordId: record.id }),
    onSuccess: (next) => {
      queries.setQueryData(recordQuery(next.id).queryKey, next)
      void navigate(editorHref(next.id))
    },
    onError: (error) => {
      // Somebody else was faster: their draft is there already.
      if (isProblem(error, 'result.state')) void navigate(editorHref(record.id))
      else toast.show({ text: problemText(error), tone: 'problem', closeLabel: t('common.close') })
    },
  })
  if (record.state !== 'published')
    return (
      <Button look="line" href={editorHref(record.id)}>
        {t('results.editing')}
      </Button>
    )
  return (
    <>
      <Button
        look="line"
        onClick={() => revise.mutate()}
        busy={revise.isPending}
        busyLabel={t('common.loading')}
      >
        {t('results.revise')}
      </Button>
      <PressStart source={{ kind: 'record', id: record.id }} />
    </>
  )
}
