import type { Page } from 'playwright-core'

/** What of the page's words cannot be read: cut off, outside of the screen, or under other words. */
export const faultsOf = (page: Page) =>
  page.evaluate(() => {
    const faults = new Set<string>()
    const boxes: { element: Element; rect: DOMRect; text: string }[] = []
    const name = (element: Element) =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`
    const cuts = (style: CSSStyleDeclaration, axis: 'overflowX' | 'overflowY') =>
      style[axis] === 'hidden' || style[axis] === 'clip'
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      const text = node.textContent?.trim() ?? ''
      if (!element || text === '' || !/\p{L}/u.test(text)) continue
      if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      const lines = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1)
      if (lines.length === 0) continue
      let readable = true
      let scrolls = false
      for (let around: Element | null = element; around; around = around.parentElement) {
        const style = getComputedStyle(around)
        const box = around.getBoundingClientRect()
        // For screen readers alone.
        if (box.width <= 1 || box.height <= 1 || style.clipPath === 'inset(50%)') readable = false
        if (['select', 'option', 'textarea', 'input'].includes(around.tagName.toLowerCase())) readable = false
        if (!readable) break
        // What people wrote may end in "…" on purpose: all of it is on the page it leads to. Our own words may not.
        if (style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none') {
          const isShortened =
            around.scrollWidth > around.clientWidth + 1 || around.scrollHeight > around.clientHeight + 1
          if (isShortened && text.startsWith('['))
            faults.add(`shortened by ${name(around)}: ${text.slice(0, 40)}`)
          readable = false
          break
        }
        scrolls ||= /auto|scroll/.test(style.overflowX)
        for (const line of lines) {
          if (cuts(style, 'overflowX') && (line.right > box.right + 2 || line.left < box.left - 2))
            faults.add(`cut at the side by ${name(around)}: ${text.slice(0, 40)}`)
          if (cuts(style, 'overflowY') && (line.bottom > box.bottom + 3 || line.top < box.top - 3))
            faults.add(`cut above or below by ${name(around)}: ${text.slice(0, 40)}`)
        }
        if (style.position === 'fixed') break
      }
      if (!readable) continue
      for (const line of lines)
        if (!scrolls && (line.right > innerWidth + 1 || line.left < -1))
          faults.add(`outside of the screen in ${name(element)}: ${text.slice(0, 40)}`)
      if (!scrolls) for (const rect of lines) boxes.push({ element, rect, text })
    }
    // What stays where it is while the page scrolls lies over other words by its nature.
    const floats = (element: Element) => {
      for (let around: Element | null = element; around; around = around.parentElement)
        if (['fixed', 'sticky'].includes(getComputedStyle(around).position)) return true
      return false
    }
    const still = boxes.filter(({ element }) => !floats(element)).sort((a, b) => a.rect.top - b.rect.top)
    still.forEach((one, at) => {
      for (const other of still.slice(at + 1)) {
        if (other.rect.top >= one.rect.bottom) break
        if (one.element === other.element) continue
        const across = Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left)
        const down = Math.min(one.rect.bottom, other.rect.bottom) - Math.max(one.rect.top, other.rect.top)
        // Lines of letters touch where they stand close; a third of a line over another cannot be read.
        if (across > 3 && down > Math.min(one.rect.height, other.rect.height) / 3)
          faults.add(`on each other: ${one.text.slice(0, 30)} / ${other.text.slice(0, 30)}`)
      }
    })
    const sideways = document.documentElement.scrollWidth - document.documentElement.clientWidth
    if (sideways > 0) faults.add(`the page scrolls sideways by ${sideways}`)
    return [...faults]
  })
