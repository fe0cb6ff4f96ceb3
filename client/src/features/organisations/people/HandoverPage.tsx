import type { Handover, HandoverPoint, Member, OwnMembership } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { call, read } from '../../../platform/api.ts'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { LoadFailed } from '../../../platform/LoadFailed.tsx'
import { NotFoundPage } from '../../../platform/NotFoundPage.tsx'
import { SignInFirst } from '../../../platform/SignInFirst.tsx'
import { useActing, useMe } from '../../../platform/session.tsx'
import { UnderPage } from '../../../platform/UnderPage.tsx'
import {
  Banner,
  Button,
  CheckboxField,
  ConfirmDialog,
  EmptyState,
  Link,
  SectionHead,
  SelectField,
  SkeletonLines,
  TextAreaField,
  VisuallyHidden,
} from '../../../ui/index.ts'
import { placeOf } from './kinds.ts'
import styles from './People.module.css'
import { useSaying } from './useSaying.ts'

/** Somebody who runs an association hands it over: in any order, over days, and in one step at the end. */
export function HandoverPage() {
  return (
    <SignInFirst>
      <OwnHandover />
    </SignInFirst>
  )
}

function OwnHandover() {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const { memberships } = useMe()
  const { acting } = useActing()
  const run = memberships.filter(({ role }) => role === 'admin')
  const wanted = params.get('verein')
  // Whoever has handed over does not run it any more, and still reads here how it ended.
  const [given, setGiven] = useState<{ own: OwnMembership; handover: Handover }>()
  const own =
    given?.own ??
    run.find(({ slug }) => slug === wanted) ??
    (wanted === null
      ? (run.find((one) => one.organisationId === acting?.organisationId) ?? run[0])
      : undefined)
  const organisationId = own?.organisationId ?? ''
  const handover = useQuery({
    ...read('organisations.getHandover', { organisationId }),
    enabled: own !== undefined && !given,
  })
  const people = useQuery({
    ...read('organisations.listMembers', { organisationId }),
    enabled: own !== undefined,
  })
  if (!own) return <NotFoundPage />
  const failed = handover.error ?? people.error
  return (
    <UnderPage
      title={t('people.handover.title')}
      up={{ href: `/mein-verein?verein=${own.slug}`, label: own.name }}
      lead={t('people.handover.lead')}
    >
      <div className={styles.sections}>
        {handover.data && people.data ? (
          <Steps
            key={handover.data.handover?.startedAt ?? 'new'}
            organisationId={organisationId}
            slug={own.slug}
            handover={given?.handover ?? handover.data.handover}
            members={people.data.members}
            onGiven={(ended) => setGiven({ own, handover: ended })}
          />
        ) : failed ? (
          <LoadFailed error={failed} onRetry={() => Promise.all([handover.refetch(), people.refetch()])} />
        ) : (
          <SkeletonLines label={t('common.loading')} entries={4} lines={1} />
        )}
      </div>
    </UnderPage>
  )
}

interface StepsProps {
  organisationId: string
  slug: string
  handover: Handover | null
  members: readonly Member[]
  onGiven: (ended: Handover) => void
}

function Steps({ organisationId, slug, handover, members, onGiven }: StepsProps) {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  const { user } = useMe()
  const queries = useQueryClient()
  const { say, settle } = useSaying()
  const [note, setNote] = useState(handover?.note ?? '')
  const [asking, setAsking] = useState(false)
  const [moveFunctions, setMoveFunctions] = useState(true)
  const [stayAdmin, setStayAdmin] = useState(false)
  const key = read('organisations.getHandover', { organisationId }).queryKey
  const change = useMutation({
    mutationFn: (input: {
      successorId?: string | null
      note?: string
      tick?: { point: HandoverPoint; done: boolean }
    }) => call('organisations.changeHandover', { organisationId, ...input }),
    ...settle(),
    onSuccess: (reply) => queries.setQueryData(key, reply),
  })
  const cancel = useMutation({
    mutationFn: () => call('organisations.cancelHandover', { organisationId }),
    ...settle('organisations.getHandover'),
    onSuccess: () => say(t('people.handover.cancelled')),
  })
  const complete = useMutation({
    mutationFn: (successorId: string) =>
      call('organisations.completeHandover', { organisationId, successorId, moveFunctions, stayAdmin }),
    ...settle('organisations.getHandover', 'organisations.listMembers', 'organisations.get', 'accounts.me'),
    onSuccess: (reply) => {
      queries.setQueryData(key, reply)
      onGiven(reply.handover)
      setAsking(false)
    },
  })

  if (handover?.completedAt) {
    return (
      <>
        <Banner tone="info" inset>
          {t('people.handover.completed', {
            from: handover.from.name,
            to: handover.successor?.name ?? '',
            day: formatDate(handover.completedAt),
          })}
        </Banner>
        {handover.note && (
          <section aria-labelledby="handover-note">
            <SectionHead id="handover-note">
              {t('people.handover.noteFrom', { name: handover.from.name })}
            </SectionHead>
            <p className={styles.note} dir="auto">
              {handover.note}
            </p>
          </section>
        )}
        <Points handover={handover} slug={slug} />
      </>
    )
  }

  const fromId = handover?.from.userId ?? user?.id
  const others = members.filter(({ userId }) => userId !== fromId)
  const successor = handover?.successor ?? null
  const isGiver = fromId === user?.id
  const hasFunctions =
    handover?.points.some(({ point, open }) => point === 'functions' && open !== 0) ?? false
  const leftOpen = handover?.points.filter(({ done }) => !done).length ?? 0
  if (others.length === 0) {
    return (
      <EmptyState
        drawing="members"
        title={t('people.handover.nobody')}
        action={
          <Button href={`/mein-verein?verein=${slug}&einladen=mitmachen`}>
            {t('people.handover.inviteFirst')}
          </Button>
        }
      >
        {t('people.handover.nobodyText')}
      </EmptyState>
    )
  }
  return (
    <>
      {!isGiver && handover && (
        <Banner tone="info" inset>
          {t('people.handover.others', { name: handover.from.name })}
        </Banner>
      )}
      <section aria-labelledby="handover-who" className={styles.stack}>
        <SectionHead id="handover-who">{t('people.handover.who')}</SectionHead>
        <SelectField
          label={t('people.handover.successor')}
          hint={t('people.handover.successorHint')}
          value={successor?.userId ?? null}
          data={others.map(({ userId, name }) => ({ value: userId, label: name }))}
          onChange={(successorId) => change.mutate({ successorId })}
        />
      </section>
      {handover && (
        <Points
          handover={handover}
          slug={slug}
          onTick={(point, done) => change.mutate({ tick: { point, done } })}
        />
      )}
      {handover && (
        <form
          className={styles.stack}
          aria-labelledby="handover-note"
          onSubmit={(event) => {
            event.preventDefault()
            change.mutate({ note }, { onSuccess: () => say(t('common.saved')) })
          }}
        >
          <SectionHead id="handover-note">{t('people.handover.note')}</SectionHead>
          <TextAreaField
            label={t('people.handover.noteLabel')}
            hint={t('people.handover.noteHint')}
            value={note}
            maxLength={2000}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <div>
            <Button type="submit" look="line" busy={change.isPending} busyLabel={t('common.loading')}>
              {t('people.handover.saveNote')}
            </Button>
          </div>
        </form>
      )}
      {isGiver && successor && (
        <section aria-labelledby="handover-end" className={styles.stack}>
          <SectionHead id="handover-end">{t('people.handover.end')}</SectionHead>
          {hasFunctions && (
            <CheckboxField
              label={t('people.handover.moveFunctions', { name: successor.name })}
              checked={moveFunctions}
              onChange={(event) => setMoveFunctions(event.currentTarget.checked)}
            />
          )}
          <CheckboxField
            label={t('people.handover.stay')}
            checked={stayAdmin}
            onChange={(event) => setStayAdmin(event.currentTarget.checked)}
          />
          <div className={styles.actions}>
            <Button onClick={() => setAsking(true)}>
              {t('people.handover.do', { name: successor.name })}
            </Button>
          </div>
          <ConfirmDialog
            opened={asking}
            title={t('people.handover.question', { name: successor.name })}
            confirmLabel={t('people.handover.confirm')}
            cancelLabel={t('common.cancel')}
            onConfirm={() => complete.mutate(successor.userId)}
            onCancel={() => setAsking(false)}
            busy={complete.isPending}
            busyLabel={t('common.loading')}
          >
            <p>
              {t(stayAdmin ? 'people.handover.textStay' : 'people.handover.text', { name: successor.name })}
            </p>
            {leftOpen > 0 && <p>{t('people.handover.left', { count: leftOpen })}</p>}
          </ConfirmDialog>
        </section>
      )}
      {handover && (
        <div>
          <Button look="text" busy={cancel.isPending} onClick={() => cancel.mutate()}>
            {t('people.handover.cancel')}
          </Button>
        </div>
      )}
    </>
  )
}

/** Points only people know about. */
const isHandMade = (point: HandoverPoint): point is 'papers' | 'access' | 'introduced' =>
  point === 'papers' || point === 'access' || point === 'introduced'

interface PointsProps {
  handover: Handover
  slug: string
  onTick?: (point: HandoverPoint, done: boolean) => void
}

function Points({ handover, slug, onTick }: PointsProps) {
  const { t } = useTranslation()
  const done = handover.points.filter((one) => one.done).length
  return (
    <section aria-labelledby="handover-points">
      <SectionHead id="handover-points">
        {t('people.handover.points', { done, all: handover.points.length })}
      </SectionHead>
      <ul className={styles.points}>
        {handover.points.map((one) => {
          const place = placeOf[one.point]?.(slug)
          const text =
            isHandMade(one.point) || !one.open
              ? t(`people.points.${one.point}.text`)
              : t(`people.points.${one.point}.open`, { count: one.open })
          const title = t(`people.points.${one.point}.title`)
          const words = (
            <>
              {text}{' '}
              {place !== undefined && !one.done && <Link href={place}>{t('people.handover.goThere')}</Link>}
            </>
          )
          return (
            <li key={one.point} className={styles.point} data-done={one.done || undefined}>
              {one.byHand && onTick ? (
                <div className={styles.wide}>
                  <CheckboxField
                    label={title}
                    checked={one.done}
                    onChange={(event) => onTick(one.point, event.currentTarget.checked)}
                  />
                  <p className={styles.pointText}>{words}</p>
                </div>
              ) : (
                <>
                  <svg className={styles.sign} viewBox="0 0 28 28" aria-hidden="true" focusable="false">
                    <circle cx="14" cy="14" r="11" fill="none" stroke="currentColor" strokeWidth="2" />
                    {one.done && (
                      <path d="M8.5 14.5l4 4 7-8" fill="none" stroke="currentColor" strokeWidth="2.5" />
                    )}
                  </svg>
                  <div>
                    <p>
                      {title}
                      <VisuallyHidden>
                        {' '}
                        ({t(one.done ? 'people.handover.isDone' : 'people.handover.isOpen')})
                      </VisuallyHidden>
                    </p>
                    <p className={styles.pointText}>{words}</p>
                  </div>
                </>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
