import type { DismissReason, OwnMembership, Suggestion } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { initials } from '../../platform/initials.ts'
import { Unverified } from '../../platform/Unverified.tsx'
import { WithTerms } from '../../platform/terms/WithTerms.tsx'
import { ActionMenu, Button, Link, MatchCard, Tag } from '../../ui/index.ts'
import { preferencesHref } from './feed-hrefs.ts'
import styles from './Matching.module.css'
import { useDismissal } from './useDismissal.ts'
import { useReasonWords } from './useReasonWords.ts'
import { useCategoryName, useTermName } from './vocabulary.ts'
import { whyHref } from './why-href.ts'

interface SuggestionCardProps {
  suggestion: Suggestion
  own: OwnMembership
  asked: boolean
  onAsk: () => void
}

const dismissReasons: readonly DismissReason[] = [
  'too-far',
  'wrong-topic',
  'already-in-contact',
  'no-time',
  'other',
]

const mostTopics = 2

export function SuggestionCard({ suggestion, own, asked, onAsk }: SuggestionCardProps) {
  const { t } = useTranslation()
  const { formatDistance, formatList } = useFormat()
  const categoryName = useCategoryName()
  const termName = useTermName()
  const reasonWords = useReasonWords()
  const { organisation, axis, reasons, km, newcomer, slot } = suggestion
  const { dismissed, learned, dismiss, undo } = useDismissal(own.organisationId, organisation.id)
  const kinds = kindsOf(axis.direction)
  const listing = axis.listing
  // Without a category nothing is sought or offered; then it is the topics that join the two.
  const ends = axis.category ? kinds : ({ own: 'peer', other: 'peer' } as const)
  const shared = formatList(
    (reasons.find(({ kind }) => kind === 'topic')?.terms ?? []).slice(0, mostTopics).map(termName),
  )
  const distance = listing?.remote
    ? t('matching.online')
    : km === null
      ? undefined
      : km < 1
        ? t('matching.samePlace')
        : t('matching.away', { distance: formatDistance(km) })

  return (
    <MatchCard
      own={{ initials: initials(own.name), kind: ends.own, label: t(`matching.own.${ends.own}`) }}
      other={{
        initials: initials(organisation.name),
        kind: ends.other,
        label: t(`matching.kind.${ends.other}`),
      }}
      category={axis.category ? categoryName(axis.category) : shared || t('matching.common')}
      distance={distance}
      name={organisation.name}
      href={`/organisationen/${organisation.slug}`}
      tag={
        <>
          {newcomer && <Tag>{t('matching.newcomer')}</Tag>}
          <Unverified of={organisation} />
        </>
      }
      why={{
        title: t('matching.why.title'),
        href: whyHref(organisation.id),
        note: slot === 'guarantee' && t(reasons.length > 0 ? 'matching.rare.because' : 'matching.rare.alone'),
        reasons: reasons.map(reasonWords),
      }}
      actions={
        <>
          {asked ? (
            <p className={styles.sent}>{t('matching.request.sent')}</p>
          ) : own.role === 'admin' ? (
            <Button onClick={onAsk} aria-label={t('matching.request.askNamed', { name: organisation.name })}>
              {t('matching.request.ask')}
            </Button>
          ) : (
            <p className={styles.sent}>{t('matching.request.adminsOnly')}</p>
          )}
          {!asked && (
            <ActionMenu
              label={t('matching.dismiss.title')}
              trigger={<Button look="text">{t('matching.dismiss.open')}</Button>}
              items={dismissReasons.map((reason) => ({
                id: reason,
                label: t(`matching.dismiss.reason.${reason}`),
                onSelect: () => dismiss(reason),
              }))}
            />
          )}
        </>
      }
      folded={
        dismissed
          ? {
              text: (
                <>
                  {t('matching.dismiss.done', { name: organisation.name })}{' '}
                  {learned && (
                    <Link href={preferencesHref(own.organisationId)}>
                      {t(`matching.dismiss.learned.${learned}`)}
                    </Link>
                  )}
                </>
              ),
              undoLabel: t('common.undo'),
              onUndo: undo,
            }
          : undefined
      }
    >
      <WithTerms text={listing ? `${listing.title}. ${listing.text}` : organisation.selfDescription} />
    </MatchCard>
  )
}

/** Open circle: seeks. Filled: offers. Two that seek the same are both open. */
const kindsOf = (direction: Suggestion['axis']['direction']) =>
  direction === 'they-offer'
    ? ({ own: 'need', other: 'offer' } as const)
    : direction === 'they-seek'
      ? ({ own: 'offer', other: 'need' } as const)
      : ({ own: 'need', other: 'need' } as const)
