import { fork, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Log } from '../log.ts'
import type { DrawnPage, FromPainter, PageAsked, ToPainter } from './messages.ts'

/** Whoever comes while so many wait gets the page without its content, which costs the server next to nothing. */
const mostWaiting = 6
const heapMb = 192
const againMs = 10_000

/** Answers the questions of one page; undefined is a refusal. */
type Answer = (name: string, input: unknown) => Promise<unknown>

export interface Studio {
  /** The page as its program draws it first; undefined where that takes too long, or is not to be had now. */
  draw: (asked: PageAsked, answer: Answer) => Promise<DrawnPage | undefined>
  end: () => void
}

/** The program beside this one: its source while developing, otherwise its build, wherever the bundler put this code. */
function program(): { path: string; execArgv: string[] } {
  const here = fileURLToPath(import.meta.url)
  if (here.endsWith('.ts')) return { path: join(dirname(here), 'painter.ts'), execArgv: ['--import', 'tsx'] }
  const near = [dirname(here), dirname(dirname(here))].map((folder) => join(folder, 'painter.js'))
  return { path: near.find((path) => existsSync(path)) ?? near[0]!, execArgv: [] }
}

/**
 * Has pages drawn by the client's own program, in a process of its own: rooms do not wait meanwhile, and what goes
 * wrong there costs a page its first content and nothing else. `drawing` is the client's build for the
 * server; nobody waits longer than `patienceMs` for a page, and with 0 none is drawn.
 */
export function createStudio(drawing: string, patienceMs: number, log: Log): Studio {
  let painter: ChildProcess | undefined
  let isReady = false
  let isOver = false
  let startedAt = -againMs
  let pages = 0
  const waiting = new Map<number, { settle: (drawn: DrawnPage | undefined) => void; answer: Answer }>()

  const tell = (message: ToPainter) => {
    if (painter?.connected === true) painter.send(message)
  }

  async function reply(question: number, answer: Answer, name: string, input: unknown) {
    try {
      tell({ kind: 'answer', question, reply: await answer(name, input) })
    } catch {
      tell({ kind: 'answer', question })
    }
  }

  function hear(message: FromPainter) {
    if (message.kind === 'ready') {
      isReady = true
      return
    }
    const page = waiting.get(message.page)
    if (message.kind === 'ask') {
      const nobody = () => Promise.reject(new Error('nobody waits for it any more'))
      void reply(message.question, page?.answer ?? nobody, message.name, message.input)
      return
    }
    if (message.fault) log.warn({ fault: message.fault }, 'a page was sent without its content')
    page?.settle(message.drawn)
  }

  function start() {
    if (
      painter ||
      isOver ||
      patienceMs === 0 ||
      performance.now() - startedAt < againMs ||
      !existsSync(drawing)
    )
      return
    startedAt = performance.now()
    const { path, execArgv } = program()
    painter = fork(path, [drawing, String(patienceMs)], {
      execArgv: [...execArgv, `--max-old-space-size=${heapMb}`],
      // Nothing of the settings: they hold secrets. Times are those of the people who read them.
      env: { NODE_ENV: 'production', TZ: 'Europe/Berlin' },
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    painter.on('message', (message) => hear(message as FromPainter))
    painter.on('error', () => undefined)
    painter.once('close', (code) => {
      painter = undefined
      isReady = false
      for (const { settle } of waiting.values()) settle(undefined)
      if (!isOver) log.warn({ code }, 'the process that draws pages has ended')
    })
    // It lives as long as the server does, and keeps nobody from ending.
    painter.unref()
    painter.channel?.unref()
  }

  start()
  return {
    draw: (asked, answer) => {
      start()
      if (!isReady || waiting.size >= mostWaiting) return Promise.resolve(undefined)
      const page = pages++
      return new Promise((resolve) => {
        const settle = (drawn: DrawnPage | undefined) => {
          clearTimeout(late)
          waiting.delete(page)
          resolve(drawn)
        }
        const late = setTimeout(() => settle(undefined), patienceMs)
        waiting.set(page, { settle, answer })
        tell({ kind: 'draw', page, asked })
      })
    },
    end: () => {
      isOver = true
      painter?.kill()
    },
  }
}
