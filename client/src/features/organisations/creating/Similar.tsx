import type { SimilarOrganisation } from '@augenhoehe/contracts'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from '../../../platform/i18n.ts'
import { usePlaceName } from '../../../platform/reference.ts'
import { Button, Row, Rows, SectionHead } from '../../../ui/index.ts'
import { ClaimForm } from '../claims/ClaimForm.tsx'
import styles from './Creating.module.css'

interface SimilarProps {
  organisations: readonly SimilarOrganisation[]
  /** None of them: on with the new one. */
  onNew: () => void
}

/** "Is it this one?": then one asks to be let in instead of registering it a second time. */
export function Similar({ organisations, onNew }: SimilarProps) {
  const { t } = useTranslation()
  const placeName = usePlaceName()
  const [claiming, setClaiming] = useState<string | null>(null)
  const section = useRef<HTMLElement>(null)
  // The button that was pressed is gone; who works with the keyboard goes on here.
  useEffect(() => section.current?.focus(), [])
  return (
    <section ref={section} tabIndex={-1} aria-labelledby="similar" className={styles.similar}>
      <SectionHead id="similar">{t('creating.similar.title')}</SectionHead>
      <p>{t('creating.similar.text', { count: organisations.length })}</p>
      <Rows>
        {organisations.map(({ id, slug, name, municipality, own }) => (
          <Row
            key={id}
            level={3}
            title={<bdi>{name}</bdi>}
            href={`/organisationen/${slug}`}
            meta={placeName(municipality)}
            actions={
              own === 'member' ? (
                <Button look="line" href={`/mein-verein?verein=${slug}`}>
                  {t('creating.similar.own')}
                </Button>
              ) : own === 'claimed' ? (
                <Button look="line" href="/mein-verein/anfragen">
                  {t('creating.similar.claimed')}
                </Button>
              ) : (
                claiming !== id && (
                  <Button look="line" onClick={() => setClaiming(id)}>
                    {t('creating.similar.claim')}
                  </Button>
                )
              )
            }
          >
            {claiming === id && (
              <ClaimForm organisationId={id} name={name} insteadOfDraft onCancel={() => setClaiming(null)} />
            )}
          </Row>
        ))}
      </Rows>
      <Button look={claiming === null ? 'filled' : 'line'} onClick={onNew}>
        {t('creating.similar.new')}
      </Button>
    </section>
  )
}
