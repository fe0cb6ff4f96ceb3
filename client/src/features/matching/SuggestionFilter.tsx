import type { OwnMembership } from '@augenhoehe/contracts'
import { Trans } from 'react-i18next'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { useMe } from '../../platform/session.tsx'
import { WordFilter, WordSentence } from '../../ui/index.ts'
import styles from './Matching.module.css'
import { directions, distances, type Wishes } from './wishes.ts'

interface SuggestionFilterProps {
  own: OwnMembership
  wishes: Wishes
  onWishes: (wishes: Wishes) => void
  onChoose: (organisationId: string) => void
}

/** The filters are words in a sentence, so that everybody sees what is shown. */
export function SuggestionFilter({ own, wishes, onWishes, onChoose }: SuggestionFilterProps) {
  const { t } = useTranslation()
  const { formatDistance } = useFormat()
  const { memberships } = useMe()
  const closeLabel = t('common.close')
  return (
    <WordSentence>
      <Trans
        i18nKey="matching.filter.sentence"
        components={{
          end: <span className={styles.together} />,
          direction: (
            <WordFilter
              label={t('matching.filter.direction')}
              value={wishes.direction}
              options={directions.map((value) => ({
                value,
                label: t(`matching.filter.directions.${value}`),
              }))}
              onChange={(value) =>
                onWishes({ ...wishes, direction: directions.find((one) => one === value) ?? 'any' })
              }
              closeLabel={closeLabel}
            />
          ),
          distance: (
            <WordFilter
              label={t('matching.filter.distance')}
              value={String(wishes.km)}
              options={distances.map((km) => ({
                value: String(km),
                label:
                  km === 0
                    ? t('matching.filter.everywhere')
                    : t('matching.filter.upTo', { distance: formatDistance(km) }),
              }))}
              onChange={(value) =>
                onWishes({ ...wishes, km: distances.find((km) => String(km) === value) ?? 0 })
              }
              closeLabel={closeLabel}
            />
          ),
          own:
            memberships.length > 1 ? (
              <WordFilter
                label={t('matching.filter.own')}
                value={own.organisationId}
                options={memberships.map(({ organisationId, name }) => ({
                  value: organisationId,
                  label: name,
                }))}
                onChange={onChoose}
                closeLabel={closeLabel}
              />
            ) : (
              <OwnName name={own.name} />
            ),
        }}
      />
    </WordSentence>
  )
}

const OwnName = ({ name }: { name: string }) => <bdi>{name}</bdi>
