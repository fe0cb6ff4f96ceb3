import type { SessionBrief } from '@augenhoehe/contracts'
import { dataBlock, html } from '../../platform/html.ts'
import type { AskAsVisitor } from '../../platform/operations.ts'
import type { Contents } from '../../platform/waiting-pages.ts'

const isOn = ({ state }: SessionBrief) => state === 'running' || state === 'wrapping-up' || state === 'ready'

const hrefOf = ({ id, roomSlug, threadId }: SessionBrief) =>
  `/raeume/${roomSlug}/${threadId}/live?termin=${id}`

/** What pages say of live sessions before the program runs. */
export function createFirstContents({ ask }: { ask: AskAsVisitor }): Contents {
  return {
    // On phones what is on stands above everything, because it is the only thing that expires.
    '/': async ({ address, words }) => {
      const reply = await ask('live.sessions', {}, address)
      const session = reply.sessions.find(isOn)
      return {
        above:
          session &&
          html`<a class="first-strip" href="${hrefOf(session)}"
            ><i></i
            ><span
              ><b><bdi>${session.title}</bdi></b
              ><span>${words[session.state === 'ready' ? 'soon' : 'live']}</span></span
            ></a
          >`,
        data: [dataBlock('application/json', { name: 'live.sessions', input: {}, reply }, 'first-answer')],
      }
    },
  }
}
