import type { CurrencyAnswer, StaleEntry } from '@augenhoehe/contracts'
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../../../platform/api.ts'
import { FormDialog } from '../../../platform/FormDialog.tsx'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { MoreButton } from '../../../platform/MoreButton.tsx'
import { usePlaceName } from '../../../platform/reference.ts'
import { useForm } from '../../../platform/useForm.ts'
import {
  Button,
  EmptyState,
  Link,
  RadioField,
  Row,
  Rows,
  SkeletonLines,
  TextField,
  useToast,
} from '../../../ui/index.ts'
import styles from './Question.module.css'

const key = ['organisations.listStale'] as const

/** Profiles that nobody stands by any more, for the staff: call or write, and note what was said. */
export function StaleOrganisations() {
  const { t } = useTranslation()
  const [asking, setAsking] = useState<StaleEntry | null>(null)
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) =>
      call('organisations.listStale', { limit: 20, ...(pageParam !== null && { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
  const entries = data?.pages.flatMap((page) => page.entries)
  return (
    <section aria-label={t('upkeep.staff.title')}>
      <p className={styles.lead}>{t('upkeep.staff.lead')}</p>
      {error && !data && <LoadFailed error={error} onRetry={refetch} size="small" />}
      {!data && !error && <SkeletonLines label={t('common.loading')} />}
      {entries?.length === 0 && <EmptyState drawing="quiet" title={t('upkeep.staff.none')} />}
      {entries && entries.length > 0 && (
        <Rows>
          {entries.map((entry) => (
            <Stale key={entry.organisation.id} entry={entry} onAsked={() => setAsking(entry)} />
          ))}
        </Rows>
      )}
      {hasNextPage && <MoreButton onClick={() => void fetchNextPage()} busy={isFetchingNextPage} />}
      {asking && <AnswerDialog entry={asking} onClose={() => setAsking(null)} />}
    </section>
  )
}

function Stale({ entry, onAsked }: { entry: StaleEntry; onAsked: () => void }) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const placeName = usePlaceName()
  const { organisation, contactEmail, contactPhone, website } = entry
  return (
    <Row
      level={2}
      title={<bdi>{organisation.name}</bdi>}
      href={`/organisationen/${organisation.slug}`}
      meta={[
        placeName(organisation.municipality),
        t('upkeep.staff.confirmed', { day: formatDate(entry.confirmedAt) }),
        t(entry.reached ? 'upkeep.staff.asked' : 'upkeep.staff.unreached', {
          day: formatDate(entry.askedAt),
        }),
      ]
        .filter(Boolean)
        .join(' · ')}
      actions={
        entry.mayAnswer && (
          <Button look="line" onClick={onAsked}>
            {t('upkeep.staff.note')}
          </Button>
        )
      }
    >
      <p className={styles.ways}>
        {contactPhone !== null && (
          <Link href={`tel:${contactPhone.replace(/[^\d+]/g, '')}`}>
            <bdi dir="ltr">{contactPhone}</bdi>
          </Link>
        )}
        {contactEmail !== null && (
          <Link href={`mailto:${contactEmail}`}>
            <bdi dir="ltr">{contactEmail}</bdi>
          </Link>
        )}
        {website !== null && (
          <Link href={website} rel="noopener nofollow ugc">
            <bdi dir="ltr">{website}</bdi>
          </Link>
        )}
        {contactPhone === null && contactEmail === null && website === null && t('upkeep.staff.noWay')}
      </p>
      {!entry.mayAnswer && <p>{t('upkeep.staff.own')}</p>}
    </Row>
  )
}

function AnswerDialog({ entry, onClose }: { entry: StaleEntry; onClose: () => void }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const toast = useToast()
  const { id: organisationId, name } = entry.organisation
  const form = useForm({
    initial: { answer: null as CurrencyAnswer | null, note: '' },
    wording: { answer: t('upkeep.staff.answerMissing'), note: t('upkeep.staff.noteMissing') },
    wrong: ({ answer, note }) => [
      ...(answer === null ? ['answer' as const] : []),
      ...(note.trim().length < 3 ? ['note' as const] : []),
    ],
    send: ({ answer, note }) =>
      call('organisations.answerForOrganisation', { organisationId, answer: answer ?? 'current', note }),
    onDone: ({ answer }) => {
      void queries.invalidateQueries({ queryKey: key })
      toast.show({ text: t(`upkeep.done.${answer}`, { name }), closeLabel: t('common.close') })
      onClose()
    },
  })
  return (
    <FormDialog form={form} title={<bdi>{name}</bdi>} submitLabel={t('upkeep.staff.save')} onClose={onClose}>
      <RadioField
        {...form.field('answer')}
        label={t('upkeep.staff.answer')}
        value={form.values.answer}
        onChange={(answer) => form.set('answer', answer === 'dormant' ? 'dormant' : 'current')}
        options={[
          { value: 'current', label: t('upkeep.staff.current'), note: t('upkeep.staff.currentNote') },
          { value: 'dormant', label: t('upkeep.staff.dormant'), note: t('upkeep.staff.dormantNote') },
        ]}
      />
      <TextField
        {...form.text('note')}
        label={t('upkeep.staff.how')}
        hint={t('upkeep.staff.howHint')}
        maxLength={500}
      />
    </FormDialog>
  )
}
