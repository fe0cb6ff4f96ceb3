export interface Attribution {
  id: 'destatis' | 'census-2022' | 'openstreetmap' | 'bkg'
  /** The wording the licence asks for; not to be translated. */
  text: string
  /** What of ours rests on it. */
  covers: { de: string; en: string }
  url: string
  licence: { name: string; url?: string }
}

/** Shown in the imprint; `bkg` also beside every map and `openstreetmap` beside every postal code search. */
export const attributions: readonly Attribution[] = [
  {
    id: 'destatis',
    text: '© Statistisches Bundesamt (Destatis), 2025',
    covers: {
      de: 'Namen, Schlüssel, Lage und Bevölkerung der Gemeinden',
      en: 'Names, keys, position and population of municipalities',
    },
    url: 'https://www.destatis.de',
    licence: { name: 'Vervielfältigung und Verbreitung mit Quellenangabe gestattet' },
  },
  {
    id: 'census-2022',
    text: 'Statistische Ämter des Bundes und der Länder, Zensus 2022',
    covers: { de: 'Bevölkerung nach dem Zensus 2022', en: 'Population by the 2022 census' },
    url: 'https://www.zensus2022.de',
    licence: { name: 'dl-de/by-2-0', url: 'https://www.govdata.de/dl-de/by-2-0' },
  },
  {
    id: 'openstreetmap',
    text: '© OpenStreetMap contributors',
    covers: { de: 'Zuordnung der Postleitzahlen', en: 'Postal codes of municipalities' },
    url: 'https://www.openstreetmap.org/copyright',
    licence: { name: 'ODbL 1.0', url: 'https://opendatacommons.org/licenses/odbl/1-0/' },
  },
  {
    id: 'bkg',
    text: '© GeoBasis-DE / BKG 2021 (Daten verändert)',
    covers: { de: 'Umrisse der Landkreise und kreisfreien Städte', en: 'Outlines of districts' },
    url: 'https://www.bkg.bund.de',
    licence: { name: 'dl-de/by-2-0', url: 'https://www.govdata.de/dl-de/by-2-0' },
  },
]
