type Row = readonly [string, string, string]
type Purpose = readonly [string, string]

/** Everything these pages say in one language; what the operator gives is put in between. */
export interface LegalWords {
  /** Which wording counts; none where it is this one. */
  binding: string | null
  invented: string
  unnamed: string
  /** Over the parts of a long page. */
  contents: string
  asOf: (day: string) => string
  labels: {
    operator: string
    legalForm: string
    address: string
    representedBy: string
    register: string
    vatId: string
    email: string
    phone: string
    responsible: string
    dataProtection: string
    processors: string
    supervision: string
    accessibility: string
    enforcement: string
  }
  /** Ways to write to those who run the platform. */
  toForm: string
  toBarrier: string
  toMe: string
  imprint: {
    title: string
    lead: string
    operator: string
    content: string
    contributions: string
    contributionsText: string
    report: string
    sources: string
    sourcesText: readonly string[]
  }
  privacy: {
    title: string
    lead: string
    short: string
    shortList: readonly string[]
    controller: string
    model: string
    kept: string
    head: Row
    account: string
    accountRows: readonly Row[]
    organisation: string
    organisationRows: readonly Row[]
    talk: string
    talkRows: readonly Row[]
    matching: string
    matchingRows: readonly Row[]
    rest: string
    restRows: readonly Row[]
    special: string
    specialText: readonly string[]
    device: string
    deviceLead: string
    deviceRows: readonly Row[]
    visit: string
    visitText: readonly string[]
    others: string
    othersText: readonly string[]
    pushOn: string
    pushOff: string
    bases: string
    basesHead: Purpose
    basesRows: readonly Purpose[]
    automatic: string
    automaticText: readonly string[]
    rights: string
    rightsText: readonly string[]
    rightsNow: string
    rightsNowList: readonly string[]
    complaint: string
    complaintText: string
  }
  accessibility: {
    title: string
    lead: string
    scope: (address: string) => string
    standard: string
    standardText: readonly string[]
    state: string
    stateText: string
    gaps: string
    gapsList: readonly string[]
    how: string
    howText: (day: string) => readonly string[]
    report: string
    reportText: readonly string[]
    enforcement: string
    enforcementText: readonly string[]
  }
}
