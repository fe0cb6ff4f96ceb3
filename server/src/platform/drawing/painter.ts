import { pathToFileURL } from 'node:url'
import type { DrawnPage, FromPainter, PageAsked, ToPainter } from './messages.ts'

/** What the client's build for the server offers (`client/src/drawing.tsx`). */
interface Drawing {
  draw: (
    asked: PageAsked & { ask: (name: string, input: unknown) => Promise<unknown> },
  ) => Promise<DrawnPage | undefined>
}

const say = (message: FromPainter) => process.send?.(message)

const [, , drawing = '', longestMs] = process.argv
const { draw } = (await import(pathToFileURL(drawing).href)) as Drawing

let questions = 0
const open = new Map<number, { settle: (reply: unknown) => void; refuse: (reason: Error) => void }>()

async function drawOne(page: number, asked: PageAsked) {
  const ask = (name: string, input: unknown) =>
    new Promise<unknown>((settle, refuse) => {
      const question = questions++
      open.set(question, { settle, refuse })
      say({ kind: 'ask', page, question, name, input })
    })
  let late: NodeJS.Timeout | undefined
  const tooLate = new Promise<never>((_, refuse) => {
    late = // Nobody waits for it any longer, and the next one shall not.
      late = setTimeout(() => refuse(new Error('took too long')), Number(longestMs))
  })
  try {
    say({ kind: 'drawn', page, drawn: await Promise.race([draw({ ...asked, ask }), tooLate]) })
  } catch (error) {
    say({ kind: 'drawn', page, fault: error instanceof Refused ? '' : whereOf(error) })
  } finally {
    clearTimeout(late)
    open.clear()
  }
}

/** Where it happened, and nothing that anybody wrote: messages may quote that. */
function whereOf(error: unknown) {
  const { name, stack = '' } = error instanceof Error ? error : new Error('unknown')
  return `${name} ${/\n\s+(at .*)/.exec(stack)?.[1] ?? ''}`
}

/** Somebody may not see it, or it is not there: the program says which. */
class Refused extends Error {}

let turn = Promise.resolve()
process.on('message', (message: ToPainter) => {
  if (message.kind === 'draw') {
    turn = turn.then(() => drawOne(message.page, message.asked))
    return
  }
  const asked = open.get(message.question)
  open.delete(message.question)
  if ('reply' in message) asked?.settle(message.reply)
  else asked?.refuse(new Refused())
})
process.on('disconnect', () => process.exit())
say({ kind: 'ready' })
