import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../platform/api.ts'
import { LiveStrip } from '../../ui/index.ts'
import { liveHref } from './addresses.ts'
import styles from './LiveNow.module.css'
import { isOn } from './pick.ts'
import { useNowWords } from './useNowWords.ts'

/** Whether what is on stands at the top of a first page. */
export const useLiveFirst = () =>
  useMediaQuery('(max-width: 56.24em)', true, { getInitialValueInEffect: false })

/** On phones the first thing on a first page, because it is the only one that expires. */
export function LiveNow() {
  const nowWords = useNowWords()
  const { data } = useQuery(read('live.sessions', {}))
  const first = useLiveFirst()
  const session = data?.sessions.find(({ state }) => isOn(state))
  if (!session || !first) return null
  return (
    <div className={styles.first}>
      <LiveStrip href={liveHref(session)} title={<bdi>{session.title}</bdi>} note={nowWords(session)} />
    </div>
  )
}
