import type { ContactRequest } from '@augenhoehe/contracts'
import { useState } from 'react'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { Unverified } from '../../platform/Unverified.tsx'
import { Button, KindWord, Link, Tag } from '../../ui/index.ts'
import { AnswerDialog } from './dialogs.ts'
import styles from './Matching.module.css'

interface RequestItemProps {
  request: ContactRequest
  organisationId: string
}

const tones = { sent: 'saffron', accepted: 'leaf', declined: 'plain', expired: 'plain' } as const

export function RequestItem({ request, organisationId }: RequestItemProps) {
  const { t } = useTranslation()
  const { formatRelativeDay, formatDate } = useFormat()
  const { memberships } = useMe()
  const [deciding, setDeciding] = useState<'accept' | 'decline' | null>(null)
  const { organisation, listing, message, state, direction, answer, contactEmail, declineReason } = request
  const isAdmin = memberships.some((one) => one.organisationId === organisationId && one.role === 'admin')
  const open = direction === 'received' && state === 'sent'

  return (
    <li className={styles.request}>
      <div className={styles.requestHead}>
        <h3 className={styles.requestName}>
          <Link href={`/organisationen/${organisation.slug}`} quiet>
            <bdi>{organisation.name}</bdi>
          </Link>
        </h3>
        <Unverified of={organisation} />
        <Tag tone={tones[state]}>{t(`matching.requests.state.${open ? 'open' : state}`)}</Tag>
        <span className={styles.meta}>{formatRelativeDay(request.createdAt)}</span>
      </div>
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
        <blockquote className={styles.message} dir="auto">
          {answer}
        </blockquote>
      )}
      {state === 'accepted' && contactEmail && (
        <p className={styles.contact}>
          {t('matching.requests.contact')} <a href={`mailto:${contactEmail}`}>{contactEmail}</a>
        </p>
      )}
      {state === 'sent' && (
        <p className={styles.meta}>
          {open && !isAdmin ? `${t('offering.answer.adminsOnly')} ` : ''}
          {t('matching.requests.until', { date: formatDate(request.expiresAt) })}
        </p>
      )}
      {open && isAdmin && (
        <div className={styles.actions}>
          <Button
            onClick={() => setDeciding('accept')}
            aria-label={t('offering.answer.acceptNamed', { name: organisation.name })}
          >
            {t('offering.answer.accept')}
          </Button>
          <Button
            look="line"
            onClick={() => setDeciding('decline')}
            aria-label={t('offering.answer.declineNamed', { name: organisation.name })}
          >
            {t('offering.answer.decline')}
          </Button>
        </div>
      )}
      {deciding && <AnswerDialog decision={deciding} request={request} onClose={() => setDeciding(null)} />}
    </li>
  )
}
