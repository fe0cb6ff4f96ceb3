import data from '../data/peers.json' with { type: 'json' }
import { byKey } from './by-key.ts'
import type { Labelled } from './label.ts'

/** A figure about the programme or the meeting as it was documented in 2018; history, not the present. */
export interface ProgrammeFact extends Labelled {
  id: string
  value: string | number
  unit: 'date' | 'ags' | 'people' | 'organisations' | 'workshops' | 'topics' | 'EUR' | 'percent'
  approximate?: boolean
  comparison?: 'more than'
  base?: string
  since?: number
  year?: number
  seedSection: string
}

/** A body named in the documentation. Persons were left out on purpose. */
export interface PeerOrganisation {
  id: string
  kind: 'support-body' | 'state-body' | 'municipality' | 'science' | 'network'
  name: string
  role: string
  since?: number
  ags?: string
}

export interface Service extends Labelled {
  id: string
}

export interface FundingInstrument extends Labelled {
  id: string
}

export interface PeerFile {
  schema: 1
  source: string
  note: string
  facts: readonly ProgrammeFact[]
  organisations: readonly PeerOrganisation[]
  services: readonly Service[]
  fundingInstruments: readonly FundingInstrument[]
}

const file = data as PeerFile

export const programmeFacts: readonly ProgrammeFact[] = file.facts
export const programmeFactById: (id: string) => ProgrammeFact | undefined = byKey(programmeFacts, 'id')
export const peerOrganisations: readonly PeerOrganisation[] = file.organisations
export const { services, fundingInstruments } = file
