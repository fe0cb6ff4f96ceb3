import { useEffect, useRef, useState } from 'react'
import { nameOrFormer } from '../../platform/former.ts'
import { useFormat, useTranslation } from '../../platform/i18n.ts'
import { VisuallyHidden } from '../../ui/index.ts'
import { newsBetween, type News } from './news.ts'
import { useLive } from './SessionContext.ts'
import { useItemTitle } from './wording.ts'

const batchMs = 1_500
/** As far back as one can read what was said. */
const most = 10

/** Says in one go what has changed, politely, and never takes the focus. */
export function LiveAnnouncer() {
  const { t } = useTranslation()
  const { formatNumber } = useFormat()
  const { view, userId, room } = useLive()
  const itemTitle = useItemTitle(room)
  const { session } = view
  const [log, setLog] = useState<readonly { n: number; words: string }[]>([])

  const wordsFor = (one: News): string => {
    switch (one.kind) {
      case 'place':
        return t('live.say.place', { place: formatNumber(one.place) })
      case 'your-turn':
        return t('live.say.your-turn')
      case 'turn':
        return t('live.say.turn', { name: nameOrFormer(one.name) })
      case 'item': {
        const item = session.stage.agenda[one.n - 1]
        return t('live.say.item', { number: formatNumber(one.n), question: item ? itemTitle(item) : '' })
      }
      case 'state':
        return t(`live.say.state.${one.state}`)
      case 'closed':
        return t('live.say.closed')
      case 'statement':
        return t('live.say.statement', { text: one.text })
      case 'pending':
        return t('live.say.pending', { count: one.count })
    }
  }

  const said = useRef(session)
  const speak = useRef(() => {})
  useEffect(() => {
    speak.current = () => {
      const news = newsBetween(said.current, session, userId)
      said.current = session
      if (news.length === 0) return
      const words = news.map(wordsFor).join(' ')
      setLog((before) => [...before, { n: (before.at(-1)?.n ?? 0) + 1, words }].slice(-most))
    }
  })

  // Begun by the first change and not put off by the next: a busy session would never come to speak.
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      speak.current()
    }, batchMs)
    // Whatever changes is one more reason to look what is new.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [session])
  useEffect(() => () => clearTimeout(timer.current), [])

  return (
    // Entries are added, so that the same words are said again when they hold again.
    <div role="log" aria-live="polite" aria-label={t('live.say.label')}>
      {log.map(({ n, words }) => (
        <VisuallyHidden key={n}>{words}</VisuallyHidden>
      ))}
    </div>
  )
}
