import { z } from 'zod'

/** What whoever runs the platform says of themselves; lines of addresses stand apart by commas. */
const words = (most: number) => z.string().trim().min(3).max(most).optional()

/** All optional: what runs already must not stop at an update. Whoever gives one gives what the law demands of all. */
export const operatorSettings = {
  OPERATOR_NAME: words(200),
  OPERATOR_LEGAL_FORM: words(100),
  OPERATOR_ADDRESS: words(300),
  OPERATOR_REPRESENTED_BY: words(300),
  OPERATOR_REGISTER: words(200),
  OPERATOR_VAT_ID: words(30),
  OPERATOR_EMAIL: z.email().optional(),
  OPERATOR_PHONE: words(50),
  OPERATOR_RESPONSIBLE: words(300),
  OPERATOR_DATA_PROTECTION: words(300),
  OPERATOR_PROCESSORS: words(500),
  OPERATOR_SUPERVISION: words(400),
  OPERATOR_ACCESSIBILITY: words(300),
  OPERATOR_ENFORCEMENT: words(400),
} as const

/** Without these there is no imprint. */
export const operatorNeeds = ['OPERATOR_NAME', 'OPERATOR_ADDRESS', 'OPERATOR_EMAIL'] as const

type Given = z.output<z.ZodObject<typeof operatorSettings>>

export interface Operator {
  /** Made up for the demonstration. */
  invented: boolean
  name: string
  legalForm: string | null
  address: string[]
  representedBy: string | null
  register: string | null
  vatId: string | null
  email: string
  phone: string | null
  /** For contents, § 18 Abs. 2 MStV. */
  responsible: string[]
  dataProtection: string[]
  /** Who works with data on the operator's behalf: host, mail. */
  processors: string[]
  supervision: string[]
  accessibility: string[]
  enforcement: string[]
}

/** „Musterweg 1, 35390 Gießen“, one line each. */
const lines = (text: string | undefined) =>
  (text ?? '')
    .split(',')
    .map((line) => line.trim())
    .filter(Boolean)

/** Where a platform for Hesse is supervised, unless the operator says otherwise. */
const hessian = {
  supervision: [
    'Der Hessische Beauftragte für Datenschutz und Informationsfreiheit',
    'Postfach 3163',
    '65021 Wiesbaden',
    '+49 611 1408-0',
    'poststelle@datenschutz.hessen.de',
    'https://datenschutz.hessen.de',
  ],
  enforcement: [
    'Durchsetzungs- und Überwachungsstelle Barrierefreie Informationstechnik',
    'Regierungspräsidium Gießen',
    'Landgraf-Philipp-Platz 1–7',
    '35390 Gießen',
    '+49 641 303-2901',
    'Durchsetzungsstelle-LBIT@rpgi.hessen.de',
    'https://lbit.hessen.de',
  ],
}

export function operatorIn(env: Given): Operator | undefined {
  const { OPERATOR_NAME: name, OPERATOR_EMAIL: email } = env
  if (name === undefined || email === undefined) return undefined
  return {
    invented: false,
    name,
    legalForm: env.OPERATOR_LEGAL_FORM ?? null,
    address: lines(env.OPERATOR_ADDRESS),
    representedBy: env.OPERATOR_REPRESENTED_BY ?? null,
    register: env.OPERATOR_REGISTER ?? null,
    vatId: env.OPERATOR_VAT_ID ?? null,
    email,
    phone: env.OPERATOR_PHONE ?? null,
    responsible: lines(env.OPERATOR_RESPONSIBLE),
    dataProtection: lines(env.OPERATOR_DATA_PROTECTION),
    processors: lines(env.OPERATOR_PROCESSORS),
    supervision: env.OPERATOR_SUPERVISION ? lines(env.OPERATOR_SUPERVISION) : hessian.supervision,
    accessibility: lines(env.OPERATOR_ACCESSIBILITY),
    enforcement: env.OPERATOR_ENFORCEMENT ? lines(env.OPERATOR_ENFORCEMENT) : hessian.enforcement,
  }
}

/** Nobody can take it for somebody: the demonstration has an imprint to look at, and no operator. */
export const inventedOperator: Operator = {
  invented: true,
  name: 'Trägerverein Musterbrücke (erfunden)',
  legalForm: 'eingetragener Verein',
  address: ['Erfundene Straße 1', '00000 Musterstadt'],
  representedBy: 'Erika Mustermann und Max Mustermann, Vorstand',
  register: 'Amtsgericht Musterstadt, VR 00000',
  vatId: null,
  email: 'impressum@augenhoehe.example',
  phone: '+49 000 000000',
  responsible: ['Erika Mustermann', 'Erfundene Straße 1', '00000 Musterstadt'],
  dataProtection: ['datenschutz@augenhoehe.example'],
  processors: [],
  accessibility: ['barrierefrei@augenhoehe.example'],
  ...hessian,
}
