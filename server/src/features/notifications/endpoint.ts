import { lookup as lookUp, type LookupAddress } from 'node:dns'
import { Agent } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Networks that are nobody’s push service: our own machine, our neighbours, and what stands for them. */
const closed = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  closed.addSubnet(network, prefix, 'ipv4')
// Of the new addresses only those that are given out at all, without those that carry old ones inside.
const open = new BlockList()
open.addSubnet('2000::', 3, 'ipv6')
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  closed.addSubnet(network, prefix, 'ipv6')

/** Whether an address is one that everybody on the internet reaches. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !closed.check(address, 'ipv4')
  return family === 6 && open.check(address, 'ipv6') && !closed.check(address, 'ipv6')
}

/** Names that never lead out into the internet. */
const inside =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|test|invalid|example|onion|arpa)$/

/** Whether somebody’s browser may have its service there: https, at its usual door, under a name on the internet. */
export function isPublicEndpoint(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false
  const { protocol, hostname, port, username, password } = new URL(endpoint)
  if (protocol !== 'https:' || port !== '' || username !== '' || password !== '') return false
  const host = hostname.toLowerCase().replace(/\.$/, '')
  // What is addressed by number has no certificate that is worth anything.
  if (isIP(host.replace(/^\[|\]$/g, '')) !== 0) return false
  return host.includes('.') && !inside.test(host)
}

/** Looks a name up and refuses what leads inside, at the moment of connecting: names may be turned round later. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookUp(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? []
    const refused =
      error ??
      (!first || !addresses.every(({ address }) => isPublicAddress(address))
        ? Object.assign(new Error('leads to no public address'), { code: 'ENOTFOUND' })
        : null)
    if (refused) callback(refused, '', 0)
    else if (options.all) callback(null, addresses)
    else callback(null, first!.address, first!.family)
  })
}

/** Connects to public addresses only. */
export const publicAgent = () => new Agent({ lookup: publicLookup, keepAlive: true, maxSockets: 20 })
