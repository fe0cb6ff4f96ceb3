import type { NoticeGroup, NotificationPreferences } from '@augenhoehe/contracts'
import type { ReactNode } from 'react'
import { useTranslation } from '../../platform/i18n.ts'
import { LoadFailed } from '../../platform/LoadFailed.tsx'
import { SignInFirst } from '../../platform/SignInFirst.tsx'
import { CheckboxField, Link, SectionHead, SkeletonLines, SwitchField } from '../../ui/index.ts'
import { DigestRhythm } from './DigestRhythm.tsx'
import { Follows } from './Follows.tsx'
import { OwnFrame } from './OwnFrame.tsx'
import { PushHere } from './PushHere.tsx'
import { QuietHours } from './QuietHours.tsx'
import styles from './Settings.module.css'
import { usePreferences, type Change } from './usePreferences.ts'

export interface ChoiceProps {
  held: NotificationPreferences
  change: (wanted: Change) => void
}

/** How one wants to hear of what; every choice holds at once. */
export function SettingsPage() {
  return (
    <SignInFirst>
      <Settings />
    </SignInFirst>
  )
}

function Settings() {
  const { t } = useTranslation()
  const {
    fetched: { data, error, refetch },
    change,
  } = usePreferences()
  return (
    <OwnFrame title={t('notifications.set.title')} lead={t('notifications.set.lead')}>
      <p>
        <Link href="/benachrichtigungen">{t('notifications.set.toList')}</Link>
      </p>
      {error && !data && <LoadFailed error={error} onRetry={refetch} />}
      {!data && !error && <SkeletonLines label={t('common.loading')} entries={4} node={false} />}
      {data && (
        <div className={styles.sections}>
          <Section id="notices-mail" title={t('notifications.mail.title')}>
            <SwitchField
              label={t('notifications.mail.switch')}
              hint={t('notifications.mail.hint')}
              checked={data.mail}
              onChange={(event) => change({ mail: event.currentTarget.checked })}
            />
          </Section>
          <Section id="notices-push" title={t('notifications.push.title')}>
            <PushHere held={data} change={change} />
          </Section>
          <Section id="notices-digest" title={t('notifications.digest.title')}>
            <DigestRhythm held={data} change={change} />
          </Section>
          <Section id="notices-quiet" title={t('notifications.quiet.title')}>
            <QuietHours held={data} change={change} />
          </Section>
          <Section id="notices-writing" title={t('notifications.writing.title')}>
            <SwitchField
              label={t('notifications.writing.switch')}
              hint={t('notifications.writing.hint')}
              checked={data.followWhatIWrite}
              onChange={(event) => change({ followWhatIWrite: event.currentTarget.checked })}
            />
          </Section>
          <Section id="notices-follows" title={t('notifications.follow.list')}>
            <Follows />
          </Section>
          <Section id="notices-groups" title={t('notifications.groups.title')}>
            <Groups held={data} change={change} />
          </Section>
        </div>
      )}
    </OwnFrame>
  )
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className={styles.section}>
      <SectionHead id={id}>{title}</SectionHead>
      {children}
    </section>
  )
}

/** What there is to be told, with the ways that exist for it. Ways that are off as a whole stay chosen, but rest. */
function Groups({ held, change }: ChoiceProps) {
  const { t } = useTranslation()
  const on = { mail: held.mail, push: held.push, digest: held.digest.every !== 'off' }
  const ways = (['mail', 'push', 'digest'] as const).filter((way) => way !== 'push' || held.pushKey !== null)
  return (
    <ul className={styles.groups}>
      {(Object.keys(held.groups) as NoticeGroup[]).map((group) => (
        <li key={group}>
          <fieldset className={styles.group}>
            <legend>{t(`notifications.group.${group}`)}</legend>
            <div className={styles.channels} data-ways={ways.length}>
              {ways.map((channel) => {
                const wanted = held.groups[group][channel]
                return wanted === null ? null : (
                  <CheckboxField
                    key={channel}
                    label={t(`notifications.channel.${channel}`)}
                    checked={wanted}
                    disabled={!on[channel]}
                    onChange={(event) =>
                      change({ groups: { [group]: { [channel]: event.currentTarget.checked } } })
                    }
                  />
                )
              })}
            </div>
          </fieldset>
        </li>
      ))}
    </ul>
  )
}
