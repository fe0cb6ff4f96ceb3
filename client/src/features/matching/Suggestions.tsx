import type { OwnMembership, Suggestion } from '@augenhoehe/contracts'
import { useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { useTranslation } from '../../platform/i18n.ts'
import { Upkeep } from '../../platform/later-upkeep.ts'
import { MoreButton } from '../../platform/MoreButton.tsx'
import { Button, EmptyState, Link, NewPill, SkeletonLines } from '../../ui/index.ts'
import { fits, noWishes, type Wishes } from './wishes.ts'
import { exposureHref, preferencesHref } from './feed-hrefs.ts'
import styles from './Matching.module.css'
import { RequestDialog, WhyDialog } from './dialogs.ts'
import { SuggestionCard } from './SuggestionCard.tsx'
import { SuggestionFilter } from './SuggestionFilter.tsx'
import { useAsked } from './useAsked.ts'
import { useSuggestions } from './useSuggestions.ts'
import { explainedIn } from './why-href.ts'

interface SuggestionsProps {
  own: OwnMembership
  onChoose: (organisationId: string) => void
}

const step = 10

export function Suggestions({ own, onChoose }: SuggestionsProps) {
  const { t } = useTranslation()
  const { suggestions, fresh, showFresh, version, fusion, error, retry } = useSuggestions(own.organisationId)
  const [wishes, setWishes] = useState<Wishes>(noWishes)
  const [shown, setShown] = useState(step)
  const [asking, setAsking] = useState<Suggestion | null>(null)
  const { hash, search } = useLocation()
  const navigate = useNavigate()
  const asked = useAsked(own.organisationId)
  const explained = explainedIn(hash)
  const explaining = suggestions?.find(({ organisation }) => organisation.id === explained)

  /** Whose profile does not hold gets no suggestions, and reads why instead. */
  const isOut = own.upkeep !== null && own.upkeep.state !== 'asked'
  const fitting = suggestions?.filter((suggestion) => fits(suggestion, wishes)) ?? null

  return (
    <>
      <SuggestionFilter own={own} wishes={wishes} onWishes={setWishes} onChoose={onChoose} />
      <div className={styles.pill} aria-live="polite">
        {fresh > 0 && (
          <NewPill
            leads="up"
            onClick={() => {
              showFresh()
              window.scrollTo(0, 0)
            }}
          >
            {t('matching.showSuggestions', { count: fresh })}
          </NewPill>
        )}
      </div>
      <div className={styles.upkeep}>
        <Upkeep organisationId={own.organisationId} />
      </div>
      {error && <LoadFailed title={t('matching.failed')} error={error} onRetry={retry} />}
      {!fitting && !error && <SkeletonLines label={t('common.loading')} entries={3} cards />}
      {fitting?.length === 0 &&
        !isOut &&
        (suggestions?.length === 0 ? (
          <EmptyState drawing="matches" title={t('matching.empty.title')}>
            {t('matching.empty.text')}
          </EmptyState>
        ) : (
          <EmptyState
            drawing="search"
            title={t('matching.emptyFilter.title')}
            action={
              <Button look="line" onClick={() => setWishes(noWishes)}>
                {t('matching.emptyFilter.action')}
              </Button>
            }
          >
            {t('matching.emptyFilter.text')}
          </EmptyState>
        ))}
      <div className={styles.cards}>
        {fitting?.slice(0, shown).map((suggestion) => (
          <SuggestionCard
            key={suggestion.organisation.id}
            suggestion={suggestion}
            own={own}
            asked={asked.has(suggestion.organisation.id)}
            onAsk={() => setAsking(suggestion)}
          />
        ))}
      </div>
      {fitting && fitting.length > shown && <MoreButton onClick={() => setShown(shown + step)} />}
      <p className={styles.about}>
        <Link href={exposureHref(own.organisationId)}>{t('matching.context.toExposure')}</Link>
        <Link href={preferencesHref(own.organisationId)}>{t('matching.context.toPreferences')}</Link>
      </p>
      {asking && (
        <RequestDialog
          own={own}
          other={asking.organisation}
          listing={asking.axis.listing}
          reasons={asking.reasons}
          theirReasons={asking.theirReasons}
          onClose={() => setAsking(null)}
        />
      )}
      {explaining && (
        <WhyDialog
          suggestion={explaining}
          own={own}
          version={version}
          fusion={fusion}
          onClose={() => void navigate({ search }, { replace: true })}
        />
      )}
    </>
  )
}
