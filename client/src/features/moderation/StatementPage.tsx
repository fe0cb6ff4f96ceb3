import type { Statement } from '@augenhoehe/contracts'
import { IconPrinter } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useParams } from 'react-router'
import { read } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { isNowhere } from '../../platform/problem-error.ts'
import { useMe } from '../../platform/session.tsx'
import { SignInFirst } from '../../platform/SignInFirst.tsx'
import { Button, EmptyState, Link, SectionHead, SkeletonLines, Tag } from '../../ui/index.ts'
import { AppealSection } from './AppealSection.tsx'
import { Facts } from './Facts.tsx'
import styles from './Moderation.module.css'
import { OwnPage } from './OwnPage.tsx'
import { placeHref } from './place-href.ts'
import { usePlaceTitle } from './place-name.ts'
import { useRuleName } from './rule-name.ts'
import { lastMoved } from './seen.ts'
import { useOwnStatements } from './useOwnStatements.ts'

export function StatementPage() {
  return (
    <SignInFirst>
      <OneStatement />
    </SignInFirst>
  )
}

function OneStatement() {
  const { t } = useTranslation()
  const { statement: statementId = '' } = useParams()
  const { data, error, refetch } = useQuery(read('moderation.statement', { statementId }))
  const { fresh, markSeen } = useOwnStatements()
  useEffect(() => {
    // The only new one has been read; of several the list says which.
    if (data && fresh.length === 1 && fresh[0]?.id === data.id) markSeen(lastMoved(data))
  }, [data, fresh, markSeen])
  const unknown = isNowhere(error)
  return (
    <OwnPage
      title={data ? t(`moderating.kind.${data.kind}`) : t('moderating.statement.title')}
      back={{ href: '/ich/entscheidungen', label: t('moderating.statements.back') }}
    >
      {unknown && (
        <EmptyState drawing="notFound" title={t('moderating.statement.unknown')}>
          {t('moderating.statement.unknownText')}
        </EmptyState>
      )}
      {error && !data && !unknown && <LoadFailed error={error} onRetry={refetch} />}
      {!data && !error && <SkeletonLines label={t('common.loading')} entries={3} node={false} />}
      {data && <Reasons statement={data} />}
    </OwnPage>
  )
}

/** What, where, why, by whom, until when, and what one can do. */
function Reasons({ statement }: { statement: Statement }) {
  const { t } = useTranslation()
  const placeTitle = usePlaceTitle()
  const { formatFullDate, formatTime } = useFormat()
  const { user } = useMe()
  const ruleName = useRuleName()
  const { kind, place, words, rule, facts, office, followedReport, decidedAt, until, state } = statement
  const href = placeHref(place)
  return (
    <div className={styles.sections}>
      <div className={styles.column}>
        <p className={styles.paper}>
          Augenhöhe · {t('moderating.statement.title')} · <bdi>{user?.name}</bdi>
        </p>
        <p>
          <Tag tone={state === 'in-force' ? 'clay' : state === 'overturned' ? 'leaf' : 'plain'}>
            {t(`moderating.state.${state}`)}
          </Tag>
        </p>
        <p>{t(`moderating.kindScope.${kind}`)}</p>
        <div>
          <Button look="text" icon={<IconPrinter aria-hidden="true" />} onClick={() => window.print()}>
            {t('moderating.statement.print')}
          </Button>
        </div>
        {words && (
          <>
            <SectionHead>{t('moderating.statement.words')}</SectionHead>
            <blockquote className={styles.quote} dir="auto">
              {words}
            </blockquote>
          </>
        )}
      </div>
      <Facts
        facts={[
          [t('moderating.statement.rule'), <b key="rule">{ruleName(rule)}</b>],
          facts !== null && [
            t('moderating.statement.facts'),
            <span key="facts" dir="auto">
              {facts}
            </span>,
          ],
          [
            t('moderating.statement.where'),
            <Link key="where" href={href}>
              <bdi>{placeTitle(place)}</bdi>
            </Link>,
          ],
          [
            t('moderating.statement.who'),
            <span key="who">
              {t(`moderating.statement.office.${office}`)}
              {followedReport && ` ${t('moderating.statement.reported')}`}
            </span>,
          ],
          [
            t('moderating.statement.when'),
            t('moderation.dayAndTime', { day: formatFullDate(decidedAt), time: formatTime(decidedAt) }),
          ],
          [
            t('moderating.statement.until'),
            until
              ? t('moderating.statement.untilDay', { day: formatFullDate(until) })
              : t(kind === 'hold' ? 'moderating.statement.untilFreed' : 'moderating.statement.unlimited'),
          ],
        ]}
      />
      <AppealSection key={statement.id} statement={statement} />
    </div>
  )
}
