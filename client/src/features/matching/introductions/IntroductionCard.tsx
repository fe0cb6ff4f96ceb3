import type { Introduction } from '@augenhoehe/contracts'
import { useId, type ReactNode } from 'react'
import { useFormat, useTranslation } from '../../../platform/i18n.ts'
import { Unverified } from '../../../platform/Unverified.tsx'
import { Card, Link, Tag } from '../../../ui/index.ts'
import { useCategoryName } from '../vocabulary.ts'
import styles from './Introductions.module.css'

interface IntroductionCardProps {
  introduction: Pick<Introduction, 'category' | 'reason' | 'state' | 'organisations'>
  level?: 2 | 3
  children?: ReactNode
}

/** A recommendation of the competence centre, as those who get it read it. */
export function IntroductionCard({ introduction, level = 2, children }: IntroductionCardProps) {
  const { t } = useTranslation()
  const { formatList } = useFormat()
  const categoryName = useCategoryName()
  const id = useId()
  const Title = `h${level}` as const
  const { category, reason, state, organisations } = introduction
  const met = organisations.filter(({ accepted }) => accepted)
  return (
    <Card as="article" labelledBy={id}>
      <div className={styles.card}>
        <div>
          <Tag tone="petrol">{t('introductions.label')}</Tag>
        </div>
        <Title id={id} className={styles.title}>
          {t('introductions.heading', { names: formatList(organisations.map(({ name }) => name)) })}
        </Title>
        {category && (
          <p className={styles.quiet}>{t('introductions.about', { category: categoryName(category) })}</p>
        )}
        <p className={styles.reason} dir="auto">
          {reason}
        </p>
        <ul className={styles.names}>
          {organisations.map((organisation) => (
            <li key={organisation.id}>
              <Link href={`/organisationen/${organisation.slug}`}>
                <bdi>{organisation.name}</bdi>
              </Link>{' '}
              <Unverified of={organisation} />
            </li>
          ))}
        </ul>
        {met.map(({ id: organisationId, name, contactEmail }) => (
          <p key={organisationId} className={styles.contact}>
            {t('introductions.met', { name })}{' '}
            {contactEmail ? (
              <>
                {t('introductions.contact')}{' '}
                <bdi dir="ltr">
                  <Link href={`mailto:${contactEmail}`}>{contactEmail}</Link>
                </bdi>
              </>
            ) : (
              t('introductions.noContact')
            )}
          </p>
        ))}
        {state === 'accepted' && met.length === 0 && (
          <p className={styles.quiet}>{t('introductions.waiting')}</p>
        )}
        {children}
      </div>
    </Card>
  )
}
