import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Answer } from './kinds.ts'

const longestMs = 30_000
/** Of heap; pixels lie outside it and are bounded by what is read and by `mostMemory`. */
const heapMb = 384
const mostMemory = 900 * 1024 * 1024
const lookEveryMs = 200

/** The program beside this one: its source while developing, otherwise its build, wherever the bundler put this code. */
function program(): { path: string; execArgv: string[] } {
  const here = fileURLToPath(import.meta.url)
  if (here.endsWith('.ts')) return { path: join(dirname(here), 'convert.ts'), execArgv: ['--import', 'tsx'] }
  const near = [dirname(here), dirname(dirname(here))].map((folder) => join(folder, 'convert-evidence.js'))
  return { path: near.find((path) => existsSync(path)) ?? near[0]!, execArgv: [] }
}

/** How much memory a process holds, where the system says so. */
async function memoryOf(pid: number): Promise<number> {
  try {
    const pages = (await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')[1]
    return Number(pages) * 4096
  } catch {
    return 0
  }
}

/**
 * Turns a file into pictures of its pages, in a process of its own that knows no secrets and ends when it takes too
 * long or too much: a hostile file harms nobody, and the server answers others meanwhile.
 */
export function convertFile(path: string, folder: string, { longest = longestMs } = {}): Promise<Answer> {
  const { path: code, execArgv } = program()
  const child = fork(code, [path, folder], {
    execArgv: [...execArgv, `--max-old-space-size=${heapMb}`],
    // Nothing of the settings: they hold secrets.
    env: { NODE_ENV: 'production' },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  return new Promise((resolve, reject) => {
    let answer: Answer | undefined
    const end = () => child.kill('SIGKILL')
    const time = setTimeout(end, longest)
    const memory = setInterval(() => {
      void memoryOf(child.pid ?? 0).then((held) => held > mostMemory && end())
    }, lookEveryMs)
    child.on('message', (message) => {
      answer = message as Answer
      end()
    })
    child.on('error', () => undefined)
    child.once('close', (code) => {
      clearTimeout(time)
      clearInterval(memory)
      if (answer) resolve(answer)
      // Ended from outside, by us or because there was no memory left.
      else if (code === null) resolve({ refused: 'file.heavy' })
      else reject(new Error(`The reader of files ended with ${code}`))
    })
  })
}
