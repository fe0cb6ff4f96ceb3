import { useCallback, useEffect, useEffectEvent, useState, type RefObject } from 'react'
import { isProblem } from '../../platform/problem-error.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useToast } from '../../ui/index.ts'
import { inOrder, type ThreadState } from './state.ts'
import type { Goal } from './ThreadMenu.tsx'
import type { Aim } from './useReadingPlace.ts'
import type { Where } from './useThread.ts'

interface Jumps {
  log: RefObject<HTMLElement | null>
  state: ThreadState
  jump: (where: Where) => Promise<{ id: string } | null>
  goTo: (aim: Aim) => void
  /** What one is reading just now. */
  reading: () => string | null
  firstUnread: number | null
}

/** Leads anywhere in the thread: within the window by scrolling, elsewhere by loading what is there. */
export function useJumps({ log, state, jump, goTo, reading, firstUnread }: Jumps) {
  const { t } = useTranslation()
  const toast = useToast()
  const problemText = useProblemText()
  const [back, setBack] = useState<string | null>(null)

  const failed = (error: unknown) => {
    const text = isProblem(error, 'not-found') ? t('threads.missing') : problemText(error)
    toast.show({ text, tone: 'problem', closeLabel: t('common.close') })
    return null
  }

  const inWindow = ({ aroundId, aroundSeq }: Where) =>
    inOrder(state).find(({ id, seq }) => id === aroundId || (seq !== null && seq === aroundSeq))

  const find = async (where: Where) => {
    const here = inWindow(where)
    if (here) {
      goTo({ to: 'contribution', id: here.id })
      return
    }
    const target = await jump(where).catch(failed)
    if (target) goTo({ to: 'contribution', id: target.id })
  }

  const leave = async (where: Where, aim: Aim, isHere: boolean) => {
    if (isHere || (await jump(where).then(() => true, failed))) goTo(aim)
  }

  const go = (goal: Goal) => {
    setBack(null)
    if (goal === 'end') void leave({}, { to: 'end' }, state.to === Infinity)
    else if (goal === 'beginning') void leave({ aroundSeq: 1 }, { to: 'beginning' }, state.from === 1)
    else if (firstUnread !== null) {
      const isHere = firstUnread >= state.from && firstUnread <= state.to
      void leave({ aroundSeq: firstUnread }, { to: 'unread' }, isHere)
    }
  }

  const follow = useEffectEvent((id: string) => {
    setBack(reading())
    void find({ aroundId: id })
  })
  useEffect(() => {
    const list = log.current
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="#c-"]') : null
      if (!link) return
      event.preventDefault()
      follow(link.getAttribute('href')!.slice('#c-'.length))
    }
    list?.addEventListener('click', click)
    return () => list?.removeEventListener('click', click)
    // The log is there once the first page is.
  }, [log, state.epoch])

  return {
    find: (where: Where) => void find(where),
    go,
    /** Where one was before following a quotation. */
    back,
    goBack: useCallback(() => {
      if (back !== null) void find({ aroundId: back })
      setBack(null)
      // eslint-disable-next-line react-hooks/exhaustive-deps
    }, [back, state]),
  }
}
