import axe from 'axe-core'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What of WCAG 2.2 AA is not met, a line for each place; in the page at rest, as colours on their way are neither. */
export async function violations(within: Element | Document = document): Promise<string[]> {
  await document.fonts.ready
  const ending = document
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
  // Cancelled, when what moved is gone.
  await Promise.allSettled(ending.map(({ finished }) => finished))
  const found = await axe.run(within, { runOnly: { type: 'tag', values: tags } })
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary ?? ''}`),
  )
}
