import type { Factor, OwnMembership, Suggestion } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Dialog, Link } from '../../ui/index.ts'
import { changesOf } from './changes.ts'
import { FactorBars } from './FactorBars.tsx'
import { preferencesHref } from './feed-hrefs.ts'
import { useOwnListings } from './useListings.ts'
import { inOrder, usePoints } from './usePoints.ts'
import type { Listed } from './useSuggestions.ts'
import { useTermName } from './vocabulary.ts'
import styles from './Why.module.css'

export interface WhyDialogProps {
  suggestion: Suggestion
  own: OwnMembership
  version: string
  fusion: Listed['fusion']
  onClose: () => void
}

/** The whole calculation as a picture: what counts how much, how well it fits, and what would change it. */
export function WhyDialog({ suggestion, own, version, fusion, onClose }: WhyDialogProps) {
  const { t } = useTranslation()
  const points = usePoints()
  const { organisation, factors, theirFactors, benefit, theirBenefit, score } = suggestion
  return (
    <Dialog
      opened
      size="wide"
      onClose={onClose}
      title={t('matching.why.for', { name: organisation.name })}
      closeLabel={t('common.close')}
    >
      <p>{t('feed.why.lead')}</p>
      {suggestion.slot === 'guarantee' && <p className={styles.note}>{t('feed.why.guarantee')}</p>}
      <p className={styles.score}>
        <b>{t('feed.why.score', { points: points(score) })}</b> {t('feed.why.scoreText')}
      </p>
      <Side title={t('feed.why.forUs', { name: own.name })} benefit={benefit} factors={factors} explained />
      <Side
        title={t('feed.why.forThem', { name: organisation.name })}
        benefit={theirBenefit}
        factors={theirFactors}
      />
      <Changes suggestion={suggestion} own={own} fusion={fusion} />
      <p className={styles.foot}>
        {t('feed.why.version', { version: inOrder(version) })}{' '}
        <Link href={preferencesHref(own.organisationId)}>{t('feed.why.toPreferences')}</Link>
      </p>
    </Dialog>
  )
}

interface SideProps {
  title: string
  benefit: number
  factors: readonly Factor[]
  explained?: boolean
}

function Side({ title, benefit, factors, explained = false }: SideProps) {
  const { t } = useTranslation()
  const points = usePoints()
  const gate = factors.find(({ kind }) => kind === 'language')?.value ?? 1
  const sum = factors.reduce((all, { weight, value }) => all + weight * value, 0)
  return (
    <section>
      <h3 className={styles.sideHead}>
        <span>{title}</span> <span className={styles.number}>{points(benefit)}</span>
      </h3>
      <FactorBars
        factors={factors.filter(({ kind }) => kind !== 'language')}
        label={title}
        explained={explained}
      />
      <p className={styles.gate} data-open={gate === 1 || undefined}>
        {gate === 1
          ? t('feed.why.gate.open')
          : t('feed.why.gate.narrow', {
              sum: points(sum),
              percent: points(gate),
              points: points(benefit),
            })}
      </p>
    </section>
  )
}

const most = 50

function Changes({
  suggestion,
  own,
  fusion,
}: {
  suggestion: Suggestion
  own: OwnMembership
  fusion: Listed['fusion']
}) {
  const { t } = useTranslation()
  const { formatList } = useFormat()
  const points = usePoints()
  const termName = useTermName()
  const organisationId = suggestion.organisation.id
  const needs = useQuery(read('needs.list', { organisationId, limit: most }))
  const offers = useQuery(read('offers.list', { organisationId, limit: most }))
  const { listings } = useOwnListings(own.organisationId)
  if (!needs.data || !offers.data || !listings) return null
  const theirs = [...needs.data.listings, ...offers.data.listings]
  const changes = changesOf(suggestion, fusion, { own: listings, theirs })
  return (
    <section>
      <h3 className={styles.sideHead}>{t('feed.why.changes.title')}</h3>
      {changes.length === 0 ? (
        <p>{t('feed.why.changes.none')}</p>
      ) : (
        <ul className={styles.changes}>
          {changes.map(({ kind, terms, score }) => (
            <li key={kind}>
              {t(`feed.why.changes.${kind}`, {
                terms: formatList(terms.map(termName).filter(Boolean)),
              })}{' '}
              <span className={styles.plain}>
                {t('feed.why.changes.upTo', {
                  points: points(score),
                  before: points(suggestion.score),
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
