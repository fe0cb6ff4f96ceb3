import type { ContactRequest } from '@augenhoehe/contracts'
import { useState } from 'react'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { Unverified } from '../../platform/Unverified.tsx'
import { Button, KindWord, Link, Tag } from '../../ui/index.ts'
import { AnswerDialog, WithdrawDialog } from './dialogs.ts'
import styles from './Matching.module.css'
import { isOpen } from './request-groups.ts'
import { useCategoryName } from './vocabulary.ts'

interface RequestItemProps {
  request: ContactRequest
  organisationId: string
  /** Not the first thing to do here: its answer is not filled. */
  quiet?: boolean
}

const tones = {
  queued: 'line',
  sent: 'saffron',
  postponed: 'saffron',
  accepted: 'leaf',
  declined: 'plain',
  withdrawn: 'plain',
  expired: 'plain',
} as const

export function RequestItem({ request, organisationId, quiet = false }: RequestItemProps) {
  const { t } = useTranslation()
  const { formatRelativeDay } = useFormat()
  const categoryName = useCategoryName()
  const stand = useStand()
  const { memberships } = useMe()
  const { organisation, listing, message, state, direction, answer, contactEmail, declineReason } = request
  const isAdmin = memberships.some((one) => one.organisationId === organisationId && one.role === 'admin')
  const mine = direction === 'received' && isOpen(request)
  const day = formatRelativeDay(request.createdAt)

  return (
    <li className={styles.request}>
      <div className={styles.requestHead}>
        <h3 className={styles.requestName}>
          <Link href={`/organisationen/${organisation.slug}`} quiet>
            <bdi>{organisation.name}</bdi>
          </Link>
        </h3>
        <Unverified of={organisation} />
        {request.kind === 'referral' && <Tag tone="petrol">{t('requests.referral')}</Tag>}
        {/* That it waits for an answer, the heading above says. */}
        {!mine && <Tag tone={tones[state]}>{t(`matching.requests.state.${state}`)}</Tag>}
        <span className={styles.meta}>
          {t(direction === 'received' ? 'requests.from' : 'requests.to', { day })}
        </span>
      </div>
      {request.category && (
        <p className={styles.soft}>{t('requests.need', { category: categoryName(request.category) })}</p>
      )}
      {listing && (
        <KindWord kind={listing.kind} wrap>
          {t(`matching.kind.${listing.kind}`)}: {listing.title}
        </KindWord>
      )}
      <p className={styles.message} dir="auto">
        {message}
      </p>
      {declineReason && <p className={styles.soft}>{t(`offering.answer.reason.${declineReason}`)}</p>}
      {answer && (
        <blockquote className={styles.answer} dir="auto">
          {answer}
        </blockquote>
      )}
      {state === 'accepted' && contactEmail && (
        <p className={styles.contact}>
          {t('matching.requests.contact')}{' '}
          <a href={`mailto:${contactEmail}`} dir="ltr">
            {contactEmail}
          </a>
        </p>
      )}
      <p className={styles.meta}>
        {mine && !isAdmin ? `${t('offering.answer.adminsOnly')} ` : ''}
        {stand(request)}
      </p>
      {request.threadId && (
        <div className={styles.actions}>
          <Button
            href={`/raeume/gespraeche/${request.threadId}`}
            aria-label={t('requests.toTalkWith', { name: organisation.name })}
          >
            {t('requests.toTalk')}
          </Button>
        </div>
      )}
      {isAdmin && isOpen(request) && <RequestActions request={request} quiet={quiet} />}
    </li>
  )
}

/** How it stands, in words, with the day that matters. */
function useStand() {
  const { t } = useTranslation()
  const { formatDate } = useFormat()
  return ({ direction, state, expiresAt, changedAt, deliverAt }: ContactRequest) => {
    const date = formatDate(state === 'sent' || state === 'postponed' ? expiresAt : changedAt)
    if (state === 'queued')
      return deliverAt
        ? t('requests.sent.queued', { date: formatDate(deliverAt) })
        : t('requests.sent.queuedOpen')
    return t(direction === 'received' ? `requests.received.${state}` : `requests.sent.${state}`, { date })
  }
}

type Act = 'accept' | 'decline' | 'postpone' | 'withdraw'

/** What those responsible can do with it now. */
function RequestActions({ request, quiet }: { request: ContactRequest; quiet: boolean }) {
  const { t } = useTranslation()
  const [act, setAct] = useState<Act | null>(null)
  const { direction, kind, state, organisation } = request
  const names = { name: organisation.name }
  const close = () => setAct(null)

  return (
    <>
      <div className={styles.actions}>
        {direction === 'received' ? (
          <>
            <Button
              look={quiet ? 'line' : 'filled'}
              onClick={() => setAct('accept')}
              aria-label={t(
                kind === 'referral' ? 'requests.takeOverNamed' : 'offering.answer.acceptNamed',
                names,
              )}
            >
              {t(kind === 'referral' ? 'requests.takeOver' : 'offering.answer.accept')}
            </Button>
            <Button
              look="line"
              onClick={() => setAct('decline')}
              aria-label={t('offering.answer.declineNamed', names)}
            >
              {t('offering.answer.decline')}
            </Button>
            {kind === 'contact' && state === 'sent' && (
              <Button
                look="text"
                onClick={() => setAct('postpone')}
                aria-label={t('requests.laterNamed', names)}
              >
                {t('requests.later')}
              </Button>
            )}
          </>
        ) : (
          <div className={styles.contextAdd}>
            <Button
              look="text"
              onClick={() => setAct('withdraw')}
              aria-label={t('requests.withdrawNamed', names)}
            >
              {t('requests.withdraw')}
            </Button>
          </div>
        )}
      </div>
      {act === 'withdraw' && <WithdrawDialog request={request} onClose={close} />}
      {act && act !== 'withdraw' && <AnswerDialog decision={act} request={request} onClose={close} />}
    </>
  )
}
