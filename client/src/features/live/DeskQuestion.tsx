import { IconChevronDown } from '@tabler/icons-react'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { ActionMenu, Button, SectionHead } from '../../ui/index.ts'
import styles from './Desk.module.css'
import { useLive } from './SessionContext.ts'
import { leftForItem, useTimes } from './times.ts'
import type { DeskActs } from './useDeskActs.ts'
import { useTick } from './useServerClock.ts'
import { useItemTitle } from './wording.ts'

const everyMs = 1_000
const moreMinutes = 5

/** Which question is dealt with, how long still, and the next one. */
export function DeskQuestion({ acts }: { acts: DeskActs }) {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const { view, room, clock } = useLive()
  const { inMinutes } = useTimes()
  const itemTitle = useItemTitle(room)
  const now = useTick(clock, everyMs)
  const { stage } = view.session
  const { agenda, item } = stage
  const present = item === null ? undefined : agenda[item - 1]
  const next = agenda[item ?? 0]
  const left = leftForItem(stage, now)
  if (stage.state !== 'running') return null
  const goTo = (to: number, addMinutes?: number) =>
    void acts.act('live.goTo', {
      from: item ?? 0,
      item: to,
      ...(addMinutes !== undefined && { addMinutes }),
    })
  return (
    <section aria-labelledby="desk-question">
      <SectionHead
        id="desk-question"
        action={
          left !== null && (
            <span data-over={left < 0 || undefined}>
              {left >= 0
                ? t('live.desk.itemLeft', { time: inMinutes(left) })
                : t('live.desk.itemOver', { time: inMinutes(-left) })}
            </span>
          )
        }
      >
        {t('live.desk.questionTitle')}
      </SectionHead>
      <ActionMenu
        label={t('live.desk.chooseQuestion')}
        align="start"
        items={agenda.map((one) => ({
          id: String(one.n),
          label: t('live.desk.numbered', { number: formatNumber(one.n), question: itemTitle(one) }),
          checked: one.n === item,
          onSelect: () => one.n !== item && goTo(one.n),
        }))}
        trigger={
          <Button look="line" wide className={styles.question} icon={<IconChevronDown aria-hidden="true" />}>
            {present
              ? t('live.desk.numbered', { number: formatNumber(present.n), question: itemTitle(present) })
              : t('live.desk.chooseQuestion')}
          </Button>
        }
      />
      <div className={styles.row}>
        {item !== null && (
          <Button look="line" onClick={() => goTo(item, moreMinutes)}>
            {t('live.desk.more', { time: inMinutes(moreMinutes * 60_000) })}
          </Button>
        )}
        {next && (
          <Button look="line" onClick={() => goTo(next.n)}>
            {t('live.desk.next')}
          </Button>
        )}
      </div>
    </section>
  )
}
