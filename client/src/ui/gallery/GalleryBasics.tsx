import { IconDots, IconPencil, IconPlus, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { ActionMenu } from '../ActionMenu.tsx'
import { Button } from '../Button.tsx'
import { Card } from '../Card.tsx'
import { Chip } from '../Chip.tsx'
import { ChoiceChip } from '../ChoiceChip.tsx'
import { IconButton } from '../IconButton.tsx'
import { IconSeekOffer } from '../IconSeekOffer.tsx'
import { KindWord, type Kind } from '../KindWord.tsx'
import { LiveCard } from '../LiveCard.tsx'
import { Mark } from '../Mark.tsx'
import { MatchAxis } from '../MatchAxis.tsx'
import { Node } from '../Node.tsx'
import { NodeLine } from '../NodeLine.tsx'
import { Pulse } from '../Pulse.tsx'
import { SkipLink } from '../SkipLink.tsx'
import { Spread } from '../Spread.tsx'
import { Tabs } from '../Tabs.tsx'
import { Tag } from '../Tag.tsx'
import { TypeChips } from '../TypeChips.tsx'
import { VisuallyHidden } from '../VisuallyHidden.tsx'
import { WordButton } from '../WordButton.tsx'
import { WordFilter } from '../WordFilter.tsx'
import { WordSentence } from '../WordSentence.tsx'
import { GallerySection } from './GallerySection.tsx'

export const kinds: readonly { kind: Kind; label: string }[] = [
  { kind: 'experience', label: 'Erfahrung' },
  { kind: 'need', label: 'Bedarf' },
  { kind: 'offer', label: 'Angebot' },
  { kind: 'idea', label: 'Idee' },
  { kind: 'question', label: 'Frage' },
  { kind: 'demand', label: 'Forderung' },
  { kind: 'challenge', label: 'Herausforderung' },
]

const members = [
  { id: 'wo', initials: 'WO' },
  { id: 'dh', initials: 'DH' },
  { id: 'bg', initials: 'BG', own: true },
]

export function GalleryBasics() {
  const [tab, setTab] = useState('question')
  const [type, setType] = useState<Kind | null>('offer')
  const [radius, setRadius] = useState('50')
  const [place, setPlace] = useState('giessen')
  const [opened, setOpened] = useState(true)
  const [picked, setPicked] = useState<readonly string[]>(['Buchhaltung', 'Fördergeld'])
  return (
    <>
      <GallerySection
        title="Zeichen, Kreise, Wörter"
        of="Mark, Node, NodeLine, KindWord, Spread, Tag, Pulse"
        row
      >
        <Mark>Augenhöhe</Mark>
        {([22, 24, 30, 36, 40, 48, 56, 80] as const).map((size) => (
          <Node key={size} size={size}>
            FW
          </Node>
        ))}
        <Node tone="own">BG</Node>
        <Node tone="open">BG</Node>
        <Node tone="full">FW</Node>
        <Node tone="speaking">WO</Node>
        <Node tone="live">DH</Node>
        <Node tone="number" size={36}>
          3
        </Node>
        <Node tone="numberFull" size={36}>
          3
        </Node>
        <NodeLine items={members} />
        <Pulse />
        {kinds.map(({ kind, label }) => (
          <KindWord key={kind} kind={kind}>
            {label}
          </KindWord>
        ))}
        {([1, 2, 3, 4] as const).map((filled) => (
          <Spread key={filled} filled={filled}>
            {['Einzelstimme', 'mehrere', 'fast alle', 'Konsens'][filled - 1]}
          </Spread>
        ))}
        <Tag>neu dabei</Tag>
        <Tag tone="plain">Entwurf 2</Tag>
        <Tag tone="petrol">Empfehlung</Tag>
        <Tag tone="leaf">bestätigt</Tag>
        <Tag tone="clay">läuft ab</Tag>
        <Tag tone="live">Live</Tag>
        <Tag tone="line">geprüft</Tag>
      </GallerySection>
      <GallerySection title="Die Achse" of="MatchAxis">
        <Card>
          <MatchAxis
            own={{ initials: 'BG', kind: 'need', label: 'Ihr Bedarf' }}
            other={{ initials: 'FW', kind: 'offer', label: 'Angebot' }}
            category="Buchhaltung"
            distance="13 km entfernt"
          />
          <MatchAxis
            own={{ initials: 'BG', kind: 'offer', label: 'Ihr Angebot' }}
            other={{ initials: 'SM', kind: 'need', label: 'Bedarf' }}
            category="Raum am Abend"
          />
        </Card>
      </GallerySection>
      <GallerySection
        title="Knöpfe"
        of="Button, IconButton, IconSeekOffer, ActionMenu, SkipLink, VisuallyHidden, Card, LiveCard"
        row
      >
        <SkipLink target="inhalt">Zum Inhalt springen</SkipLink>
        <p>
          Ein Satz<VisuallyHidden>, dessen Ende nur vorgelesen wird</VisuallyHidden>.
        </p>
        <Button icon={<IconPencil aria-hidden="true" />}>Gespräch beginnen</Button>
        <Button look="line">Ergebnis prüfen</Button>
        <Button look="text" icon={<IconPlus aria-hidden="true" />}>
          Eintrag hinzufügen
        </Button>
        <Button href="#link">Anfragen</Button>
        <Button busy busyLabel="wird gesendet">
          Anfrage senden
        </Button>
        <Button look="line" busy busyLabel="wird geprüft">
          Ergebnis prüfen
        </Button>
        <Button big>Wortmeldung</Button>
        <Button big look="line">
          Zurückziehen
        </Button>
        <IconButton label="Suchen" icon={<IconSearch aria-hidden="true" />} />
        <ActionMenu
          label="Mehr zu diesem Beitrag"
          trigger={<IconButton label="Mehr" icon={<IconDots aria-hidden="true" />} />}
          items={[
            { id: 'edit', label: 'Bearbeiten', icon: <IconPencil aria-hidden="true" /> },
            { id: 'offer', label: 'Als Angebot anlegen', icon: <IconSeekOffer />, href: '#offer' },
            { id: 'withdraw', label: 'Zurückziehen', tone: 'danger' },
          ]}
        />
        <LiveCard
          size="large"
          level={3}
          eyebrow="Jetzt live · seit 19:00 Uhr"
          title="Welche Hilfe fehlt am meisten?"
          note={
            <>
              <NodeLine items={members} live /> 14 Vereine sind dabei
            </>
          }
          action={
            <>
              <Button look="ink">Ohne Konto zuhören</Button> <Button look="ink-line">+ 30 s</Button>
            </>
          }
        />
        <LiveCard
          level={3}
          title="Welche Hilfe fehlt am meisten?"
          note="14 Vereine, noch 48 Minuten"
          action={<Button look="ink">Dazukommen</Button>}
        />
        <Card>Karte</Card>
        <Card tone="live">Karte für das, was jetzt ist</Card>
      </GallerySection>
      <GallerySection
        title="Wörter als Filter"
        of="WordSentence, WordFilter, WordButton, ChoiceChip, Chip, TypeChips, Tabs"
      >
        <WordSentence>
          Wir zeigen alles bis{' '}
          <WordFilter
            label="Umkreis"
            value={radius}
            onChange={setRadius}
            closeLabel="Schließen"
            options={[
              { value: '10', label: '10 km' },
              { value: '50', label: '50 km' },
              { value: 'all', label: 'ganz Hessen' },
            ]}
          />{' '}
          um{' '}
          <WordFilter
            label="Ort"
            value={place}
            onChange={setPlace}
            closeLabel="Schließen"
            options={[
              { value: 'giessen', label: 'Gießen' },
              { value: 'wetzlar', label: 'Wetzlar' },
            ]}
          />
          , sortiert nach{' '}
          <WordButton
            label="Reihenfolge"
            current="Nähe"
            opens="menu"
            opened={opened}
            onPress={() => setOpened(!opened)}
          />
          .
        </WordSentence>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          {['Buchhaltung', 'Räume', 'Fördergeld', 'Kontakt zur Verwaltung'].map((word) => (
            <ChoiceChip
              key={word}
              checked={picked.includes(word)}
              onChange={(on) => setPicked(on ? [...picked, word] : picked.filter((one) => one !== word))}
            >
              {word}
            </ChoiceChip>
          ))}
          <Chip>Gießen</Chip>
          <Chip onRemove={() => undefined} removeLabel="Nachhilfe entfernen">
            Nachhilfe
          </Chip>
        </div>
        <TypeChips legend="Art des Beitrags" options={kinds} value={type} onChange={setType} />
        <Tabs
          label="Ansicht"
          value={tab}
          onChange={setTab}
          tabs={[
            { id: 'question', label: 'Nach Leitfrage' },
            { id: 'newest', label: 'Neueste zuerst' },
            { id: 'results', label: 'Ergebnisse (2)' },
          ]}
        >
          Ansicht: {tab}
        </Tabs>
      </GallerySection>
    </>
  )
}
