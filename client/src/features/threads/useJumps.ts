import { useEffect, useRef, type RefObject } from 'react'
import { lead } from './place.ts'

const mostPages = 20

/** A quote leads to what it quotes, even if that has to be fetched first. */
export function useJumps(log: RefObject<HTMLElement | null>, loadOlder: () => Promise<void>) {
  const load = useRef(loadOlder)
  useEffect(() => {
    load.current = loadOlder
  })

  useEffect(() => {
    const list = log.current
    const click = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href^="#c-"]') : null
      if (!link) return
      event.preventDefault()
      void find(link.getAttribute('href')!.slice(1))
    }
    const find = async (id: string) => {
      for (let page = 0; page < mostPages && !document.getElementById(id); page++) {
        const before = list?.childElementCount
        await load.current()
        await new Promise(requestAnimationFrame)
        if (list?.childElementCount === before) return
      }
      lead(id)
    }
    list?.addEventListener('click', click)
    return () => list?.removeEventListener('click', click)
  }, [log])
}
