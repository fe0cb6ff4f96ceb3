import type { Listing } from '@augenhoehe/contracts'
import { useFormat, useTranslation } from './i18n.ts'
import { dayParts, useWeekWords, weekdays } from './week.ts'
import { WeekTable } from '../ui/index.ts'
import styles from './ListingFacts.module.css'

interface ListingFactsProps {
  of: Pick<Listing, 'quantity' | 'conditions' | 'availability'>
}

/** How many, on which terms and when: of an entry, wherever it stands. */
export function ListingFacts({ of: { quantity, conditions, availability } }: ListingFactsProps) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const { short, parts, sentence } = useWeekWords()
  if (!quantity && conditions === '' && !availability) return null
  const times = availability?.times ?? []
  return (
    <dl className={styles.facts}>
      {quantity && (
        <div>
          <dt>{t('matching.facts.quantity')}</dt>
          <dd>
            {formatNumber(quantity.amount)} <bdi>{quantity.of}</bdi>
          </dd>
        </div>
      )}
      {conditions !== '' && (
        <div>
          <dt>{t('matching.facts.conditions')}</dt>
          <dd dir="auto">{conditions}</dd>
        </div>
      )}
      {availability && (
        <div>
          <dt>{t('matching.facts.availability')}</dt>
          <dd>
            {times.length > 0 && (
              <WeekTable
                label={sentence(times)}
                days={short}
                parts={parts}
                isFree={(day, part) => times.includes(`${weekdays[day]!}-${dayParts[part]!}`)}
              />
            )}
            {availability.note !== '' && <p dir="auto">{availability.note}</p>}
          </dd>
        </div>
      )}
    </dl>
  )
}
