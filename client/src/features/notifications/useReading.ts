import type { NoticeLine } from '@augenhoehe/contracts'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../platform/api.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { newClientId } from '../../platform/ids.ts'
import { takeCount } from '../../platform/notices.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useToast } from '../../ui/index.ts'

type Mark = (objects: ReadonlySet<string>, unread: boolean) => void

/** Notes that lines were read, at once where they stand; `mark` says so on the page. */
export function useReading(mark: Mark) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const problemText = useProblemText()
  const toast = useToast()
  const closeLabel = t('common.close')

  /** What happened after the newest of them stays new. `all` also reads what is not on the page yet. */
  async function read(lines: readonly NoticeLine[], { all = false, quietly = false } = {}) {
    const unread = lines.filter((line) => line.unread)
    const until = unread
      .map(({ at }) => at)
      .toSorted()
      .at(-1)
    if (until === undefined) return
    const objects = unread.map(({ object }) => object)
    const clientId = newClientId()
    const failed = (error: unknown, back: boolean) => {
      mark(new Set(objects), back)
      toast.show({ text: problemText(error), tone: 'problem', closeLabel })
    }
    const undo = async () => {
      mark(new Set(objects), true)
      try {
        takeCount(queries, (await call('notifications.undoRead', { clientId })).unread)
      } catch (error) {
        failed(error, false)
      }
    }
    mark(new Set(objects), false)
    try {
      const left = await call('notifications.markRead', { clientId, until, ...(!all && { objects }) })
      takeCount(queries, left.unread)
      if (quietly) return
      toast.show({
        text: t('notifications.read.done'),
        action: { label: t('common.undo'), onAction: () => void undo() },
        closeLabel,
      })
    } catch (error) {
      failed(error, true)
    }
  }
  return read
}
