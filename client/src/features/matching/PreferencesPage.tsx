import type { MatchingPreferences, OwnMembership, Sliders } from '@augenhoehe/contracts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useState } from 'react'
import { call, read } from '../../platform/api.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useKeptFocus } from '../../platform/useKeptFocus.ts'
import { Banner, Button, ConfirmDialog, SkeletonLines } from '../../ui/index.ts'
import styles from './Feed.module.css'
import { FirstOfList } from './FirstOfList.tsx'
import { OwnFeedPage } from './OwnFeedPage.tsx'
import { inOrder, usePoints } from './usePoints.ts'

/** What counts how much for the own association, turned by hand, and what its answers have taught. */
export function PreferencesPage() {
  const { t } = useTranslation()
  return (
    <OwnFeedPage
      title={t('feed.preferences.title')}
      lead={({ name }) => t('feed.preferences.lead', { name })}
    >
      {(own) => <Preferences key={own.organisationId} own={own} />}
    </OwnFeedPage>
  )
}

function Preferences({ own }: { own: OwnMembership }) {
  const { t } = useTranslation()
  const { organisationId } = own
  const { data, error, refetch } = useQuery(read('matching.preferences', { organisationId }))
  if (error && !data) return <LoadFailed title={t('matching.failed')} error={error} onRetry={refetch} />
  if (!data) return <SkeletonLines label={t('common.loading')} entries={3} />
  return <Set organisationId={organisationId} held={data} />
}

const sliders = ['distance', 'language', 'topic'] as const
const usual: Sliders = { distance: 0, language: 0, topic: 0 }
/** Somebody who slides passes steps they do not mean. */
const settleMs = 350
const same = (a: Sliders, b: Sliders) => sliders.every((kind) => a[kind] === b[kind])

function Set({ organisationId, held }: { organisationId: string; held: MatchingPreferences }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const [wanted, setWanted] = useState(held.sliders)
  const [forgetting, setForgetting] = useState(false)
  const set = useKeptFocus<HTMLElement>()
  const take = async (next: MatchingPreferences) => {
    queries.setQueryData(read('matching.preferences', { organisationId }).queryKey, next)
    await queries.invalidateQueries({ queryKey: ['matching.suggestions'] })
  }
  const setting = useMutation({
    mutationFn: (next: Sliders) => call('matching.setPreferences', { organisationId, sliders: next }),
    onSuccess: take,
    onError: () => setWanted(held.sliders),
  })
  const forget = useMutation({
    mutationFn: () => call('matching.forgetLearned', { organisationId }),
    onSuccess: async (next) => {
      setForgetting(false)
      await take(next)
    },
  })
  const { mutate } = setting
  useEffect(() => {
    if (same(wanted, held.sliders)) return undefined
    const timer = setTimeout(() => mutate(wanted), settleMs)
    return () => clearTimeout(timer)
  }, [wanted, held.sliders, mutate])
  const problem = setting.error ?? forget.error

  return (
    <div className={styles.stack}>
      <section ref={set} tabIndex={-1}>
        <h2>{t('feed.preferences.sliders')}</h2>
        {!held.mayChange && <p className={styles.soft}>{t('feed.preferences.adminsOnly')}</p>}
        {sliders.map((kind) => (
          <Slider
            key={kind}
            kind={kind}
            value={wanted[kind]}
            disabled={!held.mayChange}
            onChange={(value) => setWanted({ ...wanted, [kind]: value })}
          />
        ))}
        <div aria-live="polite">
          {problem && (
            <Banner tone="problem" inset>
              {problemText(problem)}
            </Banner>
          )}
        </div>
        {held.mayChange && !same(wanted, usual) && (
          <Button look="line" onClick={() => setWanted(usual)}>
            {t('feed.preferences.reset')}
          </Button>
        )}
      </section>
      <FirstOfList organisationId={organisationId} />
      <Learned held={held} onForget={() => setForgetting(true)} />
      <section>
        <h2>{t('feed.preferences.weights')}</h2>
        <Weights held={held} />
      </section>
      <ConfirmDialog
        opened={forgetting}
        title={t('feed.preferences.forgetTitle')}
        confirmLabel={t('feed.preferences.forget')}
        cancelLabel={t('common.cancel')}
        onConfirm={() => forget.mutate()}
        onCancel={() => setForgetting(false)}
        busy={forget.isPending}
        busyLabel={t('common.loading')}
      >
        {t('feed.preferences.forgetText')}
      </ConfirmDialog>
    </div>
  )
}

interface SliderProps {
  kind: keyof Sliders
  value: number
  disabled: boolean
  onChange: (value: number) => void
}

const farthest = 2

function Slider({ kind, value, disabled, onChange }: SliderProps) {
  const { t } = useTranslation()
  const id = useId()
  const said = t(`feed.preferences.step.${value as -2 | -1 | 0 | 1 | 2}`)
  return (
    <div className={styles.slider}>
      <div className={styles.sliderHead}>
        <label htmlFor={id}>{t(`feed.preferences.slider.${kind}`)}</label>
        <output htmlFor={id}>{said}</output>
      </div>
      <p id={`${id}-text`} className={styles.soft}>
        {t(`feed.preferences.sliderText.${kind}`)}
      </p>
      <input
        id={id}
        type="range"
        min={-farthest}
        max={farthest}
        step={1}
        value={value}
        disabled={disabled}
        aria-valuetext={said}
        aria-describedby={`${id}-text`}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
      />
      <div className={styles.ends} aria-hidden="true">
        <span>{t('feed.preferences.less')}</span>
        <span>{t('feed.preferences.more')}</span>
      </div>
    </div>
  )
}

function Learned({ held, onForget }: { held: MatchingPreferences; onForget: () => void }) {
  const { t } = useTranslation()
  const points = usePoints()
  const part = useKeptFocus<HTMLElement>()
  return (
    <section ref={part} tabIndex={-1}>
      <h2>{t('feed.preferences.learned')}</h2>
      <p>{t('feed.preferences.learnedText')}</p>
      {held.learned.length === 0 ? (
        <p className={styles.soft}>{t('feed.preferences.nothingLearned')}</p>
      ) : (
        <>
          <ul className={styles.learned}>
            {held.learned.map(({ kind, turn }) => (
              <li key={kind}>
                {t(turn > 1 ? 'feed.preferences.countsMore' : 'feed.preferences.countsLess', {
                  factor: t(`offering.factor.${kind}.name`),
                  percent: points(Math.abs(turn - 1)),
                })}
              </li>
            ))}
          </ul>
          <p className={styles.soft}>{t('feed.preferences.answers', { count: held.answers })}</p>
          {held.mayChange && (
            <Button look="line" onClick={onForget}>
              {t('feed.preferences.forget')}
            </Button>
          )}
        </>
      )}
    </section>
  )
}

function Weights({ held }: { held: MatchingPreferences }) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const points = usePoints()
  const widest = Math.max(...held.weights.flatMap((weight) => [weight.own, weight.usual]))
  const long = (share: number) => ({ inlineSize: `${(share / widest) * 100}%` })
  const times = (share: number) => formatNumber(Math.round(share * 100))
  return (
    <>
      <ul className={styles.weights}>
        {held.weights.map(({ kind, own, usual: before }) => (
          <li key={kind} className={styles.weight}>
            <span>{t(`offering.factor.${kind}.name`)}</span>
            <span className={styles.number}>
              {points(own) === points(before)
                ? points(own)
                : t('feed.preferences.instead', { own: points(own), usual: points(before) })}
            </span>
            <span className={styles.track} aria-hidden="true">
              <span className={styles.own} style={long(own)} />
              <span className={styles.usual} style={long(before)} />
            </span>
          </li>
        ))}
      </ul>
      <p className={styles.soft}>
        {t('feed.preferences.gates', {
          interpreter: times(held.language.interpreter.own),
          none: times(held.language.none.own),
        })}{' '}
        {t('feed.preferences.limits', { version: inOrder(held.weightsVersion) })}
      </p>
    </>
  )
}
