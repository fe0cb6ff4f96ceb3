import { IconCalendarPlus } from '@tabler/icons-react'
import { nameOrFormer } from '../../platform/former.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { Button, Node, SectionHead } from '../../ui/index.ts'
import { calendarEntry, saveCalendarEntry } from './calendar.ts'
import styles from './Live.module.css'
import { useLive } from './SessionContext.ts'
import { useTimes } from './times.ts'
import { useItemTitle, useRuleWords } from './wording.ts'

/** When, where, about what: all there is to know before it begins. */
export function SessionFacts() {
  const { t } = useTranslation()
  const { formatWeekday, formatTime, formatNumber, formatList } = useFormat()
  const { long } = useTimes()
  const { view, room, clock } = useLive()
  const itemTitle = useItemTitle(room)
  const ruleWords = useRuleWords()
  const { sessionId, stage } = view.session
  const { title, startsAt, place, meetingUrl, agenda, moderators, rule } = stage
  const minutes = agenda.reduce((sum, item) => sum + item.minutes, 0)

  const addToCalendar = () =>
    saveCalendarEntry(
      calendarEntry(
        { id: sessionId, title, startsAt, minutes, place, meetingUrl },
        { url: window.location.href, now: clock.now() },
      ),
      `augenhoehe-${startsAt.slice(0, 10)}.ics`,
    )

  return (
    <>
      <section aria-labelledby="live-when">
        <SectionHead id="live-when">{t('live.facts.title')}</SectionHead>
        <dl className={styles.facts}>
          <div>
            <dt>{t('live.facts.when')}</dt>
            <dd>
              <time dateTime={startsAt}>
                {t('live.facts.dayAndTime', { day: formatWeekday(startsAt), time: formatTime(startsAt) })}
              </time>
              , {long(minutes)}
            </dd>
          </div>
          {place !== null && (
            <div>
              <dt>{t('live.facts.where')}</dt>
              <dd dir="auto">{place}</dd>
            </div>
          )}
          {meetingUrl !== null && (
            <div>
              <dt>{t('live.facts.link')}</dt>
              <dd>
                <a href={meetingUrl} rel="noreferrer" dir="ltr">
                  {meetingUrl}
                </a>
              </dd>
            </div>
          )}
          <div>
            <dt>{t('live.facts.moderators')}</dt>
            <dd>
              <bdi>{formatList(moderators.map(({ name }) => nameOrFormer(name)))}</bdi>
            </dd>
          </div>
          <div>
            <dt>{t('live.facts.rule')}</dt>
            <dd>{ruleWords(rule)}</dd>
          </div>
        </dl>
        <div className={styles.buttons}>
          <Button look="line" icon={<IconCalendarPlus aria-hidden="true" />} onClick={addToCalendar}>
            {t('live.facts.calendar')}
          </Button>
        </div>
      </section>
      <section aria-labelledby="live-agenda">
        <SectionHead id="live-agenda">{t('live.facts.agenda')}</SectionHead>
        <ol className={styles.agenda}>
          {agenda.map((item) => (
            <li key={item.n}>
              <Node size={30} tone="number">
                {formatNumber(item.n)}
              </Node>
              <span dir="auto">{itemTitle(item)}</span>
              <span>{long(item.minutes)}</span>
            </li>
          ))}
        </ol>
      </section>
    </>
  )
}
