import type { ModerationRule, MonthNumbers, Statement } from '@augenhoehe/contracts'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import { read } from '../../platform/api.ts'
import { rules } from '../../platform/Grounds.tsx'
import { regional } from '../../platform/format.ts'
import { useFormat, useLocale, useTranslation } from '../../platform/i18n.ts'
import { Page } from '../../platform/layout.tsx'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { EmptyState, PageHeader, SectionHead, SkeletonLines } from '../../ui/index.ts'
import layout from './Moderation.module.css'
import { since } from './months.ts'
import styles from './Numbers.module.css'
import { useRuleName } from './rule-name.ts'

const steps = ['report', 'person', 'impartial', 'reason', 'appeal'] as const

/** How we moderate: the rules, how decisions are made, and what came of it month by month. */
export function NumbersPage() {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery(read('moderation.numbers', {}))
  const months = data && since(data.months)
  return (
    <Page title={t('moderating.numbers.title')}>
      <PageHeader title={t('moderating.numbers.title')} lead={t('moderating.numbers.lead')} />
      <div className={layout.sections}>
        <section aria-labelledby="rules">
          <SectionHead id="rules">{t('moderating.numbers.rules')}</SectionHead>
          <ul className={layout.rules}>
            {rules.map((rule) => (
              <li key={rule}>
                <b>{t(`threads.rule.${rule}`)}</b>
                {t(`moderating.numbers.ruleText.${rule}`)}
              </li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="how">
          <SectionHead id="how">{t('moderating.numbers.how')}</SectionHead>
          <ul className={layout.steps}>
            {steps.map((step) => (
              <li key={step}>{t(`moderating.numbers.steps.${step}`)}</li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="numbers">
          <SectionHead id="numbers">{t('moderating.numbers.table')}</SectionHead>
          {error && !data && <LoadFailed error={error} onRetry={refetch} />}
          {!data && !error && <SkeletonLines label={t('common.loading')} entries={3} node={false} />}
          {months?.length === 0 && (
            <EmptyState drawing="quiet" level={3} title={t('moderating.numbers.none')}>
              {t('moderating.numbers.noneText')}
            </EmptyState>
          )}
          {months && months.length > 0 && <Months months={months} />}
        </section>
      </div>
    </Page>
  )
}

/** A table where it fits; on phones every month is a list of its own. */
function Months({ months }: { months: readonly MonthNumbers[] }) {
  const { t } = useTranslation()
  const locale = useLocale()
  const { formatNumber } = useFormat()
  const roomy = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false })
  const monthName = new Intl.DateTimeFormat(regional(locale), {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const rows = months.map((one) => ({
    one,
    name: monthName.format(new Date(`${one.month}-01T00:00:00Z`)),
    figures: [
      [t('moderating.numbers.reports'), formatNumber(one.reports)],
      [t('moderating.numbers.notRestricted'), formatNumber(one.notRestricted)],
      [
        t('moderating.numbers.restrictions'),
        formatNumber(Object.values(one.restrictions).reduce((sum, count) => sum + count, 0)),
      ],
      [
        t('moderating.numbers.median'),
        one.medianHours === null
          ? t('moderating.numbers.noMedian')
          : t('moderating.numbers.hours', { count: Math.round(one.medianHours) }),
      ],
      [t('moderating.numbers.appeals'), formatNumber(one.appeals)],
      [t('moderating.numbers.overturned'), formatNumber(one.overturned)],
    ] as const,
  }))

  if (!roomy) {
    return (
      <ul>
        {rows.map(({ one, name, figures }) => (
          <li key={one.month} className={styles.month}>
            <h3>{name}</h3>
            <Details month={one} />
            <dl className={styles.figures}>
              {figures.map(([head, figure]) => (
                <div key={head}>
                  <dt>{head}</dt>
                  <dd>{figure}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    )
  }
  return (
    <table className={styles.table} aria-labelledby="numbers">
      <thead>
        <tr>
          <th scope="col">{t('moderating.numbers.month')}</th>
          {rows[0]?.figures.map(([head]) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ one, name, figures }) => (
          <Fragment key={one.month}>
            <tr>
              <th scope="row">{name}</th>
              {figures.map(([head, figure]) => (
                <td key={head}>{figure}</td>
              ))}
            </tr>
            <tr className={styles.detailRow}>
              <td colSpan={figures.length + 1}>
                <Details month={one} />
              </td>
            </tr>
          </Fragment>
        ))}
      </tbody>
    </table>
  )
}

/** Which restrictions, and by which rules, in one line each. */
function Details({ month }: { month: MonthNumbers }) {
  const { t } = useTranslation()
  const { formatNumber, formatEnumeration } = useFormat()
  const ruleName = useRuleName()
  const listed = (counts: Record<string, number>, nameOf: (key: string) => string) =>
    formatEnumeration(
      Object.entries(counts).map(([key, number]) =>
        t('moderating.numbers.counted', { name: nameOf(key), number: formatNumber(number) }),
      ),
    )
  if (Object.keys(month.restrictions).length === 0) return null
  return (
    <span className={styles.details}>
      <span>
        {t('moderating.numbers.byKind', {
          list: listed(month.restrictions, (kind) =>
            t(`moderating.desk.restricted.${kind as Statement['kind']}`),
          ),
        })}
      </span>
      <span>
        {t('moderating.numbers.byRule', {
          list: listed(month.rules, (rule) => ruleName(rule as ModerationRule)),
        })}
      </span>
    </span>
  )
}
