import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig, settings } from './server/src/platform/config.ts'

const root = import.meta.dirname
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

/** What an operator puts into the file of secrets. */
const secrets = {
  SESSION_SECRET: 'a secret of forty characters, for a test',
  PUBLIC_URL: 'https://augenhoehe.example',
  SMTP_URL: 'smtps://name:password@mail.example:465',
  MAIL_FROM: 'Augenhöhe <no-reply@augenhoehe.example>',
  OPERATOR_NAME: 'Brücken e. V.',
  OPERATOR_ADDRESS: 'Weg 1, 35390 Gießen',
  OPERATOR_EMAIL: 'post@augenhoehe.example',
}

/** What a file of settings gives the server, by name. */
function environmentIn(file: string): Record<string, string> {
  const line = file.endsWith('.yaml') ? /^ {4}([A-Z][A-Z_]+): (.+)$/gm : /^Environment=([A-Z_]+)=(.*)$/gm
  return Object.fromEntries([...textOf(file).matchAll(line)].map((match) => [match[1]!, match[2]!]))
}

const withSecrets = (given: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(given).map(([name, value]) => [
      name,
      value === `\${${name}}` ? secrets[name as keyof typeof secrets] : value,
    ]),
  )

describe.each(['deploy/compose.yaml', 'deploy/augenhoehe.service', 'deploy/augenhoehe-backup.service'])(
  '%s',
  (file) => {
    const given = environmentIn(file)

    it('gives the server settings it knows, and values that fit', () => {
      expect(Object.keys(given).length).toBeGreaterThan(1)
      expect(Object.keys(given).filter((name) => !(name in settings))).toEqual([])
      expect(() => readConfig({ ...secrets, ...withSecrets(given) })).not.toThrow()
    })

    it('says which secrets it needs', () => {
      const needed = Object.entries(given).flatMap(([name, value]) => (value === `\${${name}}` ? name : []))
      for (const name of needed) expect(textOf(file).split('\n').slice(0, 10).join('\n')).toContain(name)
    })
  },
)

it('a server is given longer to end than it takes', () => {
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(textOf('deploy/augenhoehe.service'))![1])).toBeGreaterThan(30)
  expect(Number(/stop_grace_period: (\d+)s/.exec(textOf('deploy/compose.yaml'))![1])).toBeGreaterThan(30)
  expect(textOf('deploy/augenhoehe.service')).toContain('\nKillMode=mixed\n')
})

it('the proxy speaks to every server that is started, and each of them to one database and one Redis', () => {
  const compose = textOf('deploy/compose.yaml')
  const ports = [...compose.matchAll(/'127\.0\.0\.1:(\d+):3000'/g)].map((match) => match[1]!)
  expect(ports).toHaveLength(2)
  const upstream = [...textOf('deploy/nginx.conf').matchAll(/^ {4}server 127\.0\.0\.1:(\d+)/gm)].map(
    (match) => match[1]!,
  )
  expect(upstream).toEqual(ports)
  expect(environmentIn('deploy/compose.yaml')).toMatchObject({
    MONGODB_URI: expect.stringContaining('replicaSet='),
    REDIS_URL: 'redis://redis:6379',
  })
  // It keeps nothing: what it carries are people's words.
  expect(compose).toMatch(/'redis-server',\s+'--save',\s+'',\s+'--appendonly',\s+'no'/)
})

it('the proxy lets sockets through, believes no visitor who they are, and keeps figures inside', () => {
  const text = textOf('deploy/nginx.conf')
  expect(text).toContain('proxy_set_header Upgrade $http_upgrade;')
  expect(text).toContain('proxy_set_header X-Forwarded-For $remote_addr;')
  expect(text).not.toContain('proxy_add_x_forwarded_for')
  expect(text).toMatch(/location = \/metrics \{\s+return 404;/)
  // Longer than the 25 seconds after which a socket that says nothing is given up.
  expect(Number(/proxy_read_timeout (\d+)s/.exec(text)![1])).toBeGreaterThan(25)
  // Neither queries nor whole addresses are written down.
  expect(/log_format lean '([^']*)'/.exec(text)![1]).not.toMatch(
    /\$(remote_addr|request|request_uri|http_\w+)\b/,
  )
})

describe('deploy/alerts.yaml', () => {
  const text = textOf('deploy/alerts.yaml')
  const alerts = [...text.matchAll(/- alert: (\w+)\n([\s\S]*?)(?=\n {6}- alert|\n {2}- name|$)/g)]
  const measured = [
    ...textOf('server/src/platform/metrics.ts').matchAll(/(?:counter|gauge|histogram)\(\s*'(\w+)'/g),
  ]
    .map((match) => `augenhoehe_${match[1]}`)
    .concat(
      [...textOf('server/src/platform/health.ts').matchAll(/name: '(augenhoehe_\w+)'/g)].map(
        (match) => match[1]!,
      ),
    )

  it('goes by figures there are', () => {
    expect(measured.length).toBeGreaterThan(20)
    const used = new Set(alerts.flatMap(([, , body]) => body!.match(/\baugenhoehe_\w+/g) ?? []))
    expect(used.size).toBeGreaterThan(7)
    expect([...used].filter((name) => !measured.includes(name.replace(/_(bucket|count|sum)$/, '')))).toEqual(
      [],
    )
  })

  it('says of each alarm what to do, and of nothing else', () => {
    const headings = [...textOf('docs/operations.md').matchAll(/^#### (\w+)$/gm)].map((match) => match[1]!)
    expect(alerts.map(([, name]) => name)).toEqual(headings)
    for (const [, name, body] of alerts) {
      expect(body, name).toContain(`runbook: docs/operations.md#${name!.toLowerCase()}`)
      expect(body, name).toMatch(/severity: (page|ticket)/)
      expect(body, name).toMatch(/summary: \S/)
    }
  })
})

it('every file of the folder is told of in the documents', () => {
  const told = textOf('docs/operations.md')
  for (const file of readdirSync(join(root, 'deploy'))) expect(told, file).toContain(`deploy/${file}`)
})
