import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { isProblem } from '../../platform/problem-error.ts'
import { useProblemText } from '../../platform/problem.ts'
import { useTranslation } from '../../platform/i18n.ts'
import { useToast } from '../../ui/index.ts'
import type { useKeptPlaces } from './kept-places.ts'
import { inOrder, type ThreadState } from './state.ts'
import type { Goal } from './ThreadMenu.tsx'
import type { Aim } from './useReadingPlace.ts'
import type { Where } from './useThread.ts'

interface Jumps {
  log: RefObject<HTMLElement | null>
  state: ThreadState
  jump: (where: Where) => Promise<{ id: string } | null>
  goTo: (aim: Aim) => void
  firstUnread: number | null
  places: ReturnType<typeof useKeptPlaces>
}

/** Leads anywhere in the thread: within the window by scrolling, elsewhere by loading what is there. */
export function useJumps({ log, state, jump, goTo, firstUnread, places }: Jumps) {
  const { t } = useTranslation()
  const toast = useToast()
  const problemText = useProblemText()
  const navigate = useNavigate()
  const { entry, comingBack, keep } = places
  const { pathname, search, hash, state: known } = useLocation()
  const [left, setLeft] = useState<string | null>(null)

  const failed = (error: unknown) => {
    const text = isProblem(error, 'not-found') ? t('threads.missing') : problemText(error)
    toast.show({ text, tone: 'problem', closeLabel: t('common.close') })
    return null
  }

  const inWindow = ({ aroundId, aroundSeq }: Where) =>
    inOrder(state).find(({ id, seq }) => id === aroundId || (seq !== null && seq === aroundSeq))

  const find = async (where: Where) => {
    const target = inWindow(where) ?? (await jump(where).catch(failed))
    if (target) goTo({ to: 'contribution', id: target.id })
    return target !== null
  }

  const leave = async (where: Where, aim: Aim, isHere: boolean) => {
    if (isHere || (await jump(where).then(() => true, failed))) goTo(aim)
  }

  const go = (goal: Goal) => {
    setLeft(entry)
    if (goal === 'end') void leave({}, { to: 'end' }, state.to === Infinity)
    else if (goal === 'beginning') void leave({ aroundSeq: 1 }, { to: 'beginning' }, state.from === 1)
    else if (firstUnread !== null) {
      const isHere = firstUnread >= state.from && firstUnread <= state.to
      void leave({ aroundSeq: firstUnread }, { to: 'unread' }, isHere)
    }
  }

  // A quotation is followed as a link is: the browser's own way back leads to where one was.
  const follow = useEffectEvent((link: Element) => {
    const row = link.closest('[id^="c-"]')
    if (row) keep({ id: row.id.slice('c-'.length), top: row.getBoundingClientRect().top })
    const id = link.getAttribute('href')!.slice('#c-'.length)
    void find({ aroundId: id }).then(
      (found) => found && navigate({ pathname, search, hash }, { state: { followed: true } }),
    )
  })
  useEffect(() => {
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="#c-"]') : null
      if (!link || !log.current?.contains(link)) return
      event.preventDefault()
      follow(link)
    }
    document.addEventListener('click', click, true)
    return () => document.removeEventListener('click', click, true)
  }, [log])

  const seen = useRef(entry)
  const comeBack = useEffectEvent(() => {
    if (!comingBack) return
    const where = { aroundId: comingBack.id }
    void leave(where, { to: 'kept', lead: true, ...comingBack }, inWindow(where) !== undefined)
  })
  useEffect(() => {
    if (seen.current === entry) return
    seen.current = entry
    comeBack()
  }, [entry])

  return {
    find: (where: Where) => void find(where),
    go,
    /** Whether a quotation led here, and nothing else since. */
    followed: (known as { followed?: boolean } | null)?.followed === true && left !== entry,
    goBack: () => void navigate(-1),
  }
}
