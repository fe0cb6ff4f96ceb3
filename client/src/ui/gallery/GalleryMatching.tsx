import { useState } from 'react'
import { Button } from '../Button.tsx'
import { ListingCard } from '../ListingCard.tsx'
import { ListingRow } from '../ListingRow.tsx'
import { MatchCard } from '../MatchCard.tsx'
import { Node } from '../Node.tsx'
import { OrganisationRow } from '../OrganisationRow.tsx'
import { Row } from '../Row.tsx'
import { Rows } from '../Rows.tsx'
import { Tag } from '../Tag.tsx'
import { WeekTable } from '../WeekTable.tsx'
import { GallerySection } from './GallerySection.tsx'

export function GalleryMatching() {
  const [folded, setFolded] = useState(false)
  return (
    <>
      <GallerySection title="Vorschläge" of="MatchCard, ListingCard, WeekTable">
        <MatchCard
          level={3}
          own={{ initials: 'BG', kind: 'need', label: 'Ihr Bedarf' }}
          other={{ initials: 'FW', kind: 'offer', label: 'Angebot' }}
          category="Buchhaltung"
          distance="13 km entfernt"
          name="Feder & Faden Wetzlar e. V."
          href="#fw"
          why={{
            title: 'Warum sehe ich das?',
            href: '#why',
            reasons: [
              'Sie suchen Hilfe bei Buchhaltung – dieser Verein bietet das an.',
              'Dieser Verein sucht einen Raum am Samstag. Sie haben einen.',
              'Beide arbeiten mit jungen Familien.',
            ],
          }}
          actions={
            <>
              <Button href="#ask">Anfragen</Button>
              <Button look="text" onClick={() => setFolded(true)}>
                Passt nicht, weil …
              </Button>
            </>
          }
        >
          Bietet Hilfe bei Kasse und Jahresabschluss, einmal im Monat, auch auf Arabisch.
        </MatchCard>
        <MatchCard
          level={3}
          own={{ initials: 'BG', kind: 'offer', label: 'Ihr Angebot' }}
          other={{ initials: 'SM', kind: 'need', label: 'Bedarf' }}
          category="Raum am Abend"
          distance="28 km entfernt"
          name="Sternwarte Marburg e. V."
          tag={<Tag>neu dabei</Tag>}
          why={{ title: 'Warum sehe ich das?', href: '#why2', reasons: ['Ihr Gruppenraum hat 25 Plätze.'] }}
          actions={<Button href="#ask2">Anfragen</Button>}
          folded={{
            text: 'Sternwarte Marburg: passt nicht, zu weit entfernt.',
            undoLabel: 'Rückgängig',
            onUndo: () => setFolded(false),
          }}
        >
          Sucht für Januar einen Raum für Chorproben.
        </MatchCard>
        {folded && <p>Gefaltet</p>}
        <ListingCard
          level={3}
          kind="offer"
          kindLabel="Angebot"
          title="Gruppenraum am Samstag, 25 Plätze"
          href="#room"
          place="Gießen, 4 km"
          organisation="Brunnenstube Gießen e. V."
          meta="sichtbar bis 31. Januar"
          actions={<Button look="line">Bearbeiten</Button>}
        >
          Hell, stufenlos, mit Beamer und kleiner Küche.
        </ListingCard>
        <ListingCard
          level={3}
          kind="need"
          kindLabel="Ihr Bedarf"
          title="Hilfe bei der Buchhaltung"
          place="online"
          tag={<Tag tone="clay">läuft in 3 Tagen ab</Tag>}
        />
        <WeekTable
          label="Wann der Raum frei ist"
          days={['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So']}
          parts={['Vormittag', 'Nachmittag', 'Abend']}
          isFree={(day, part) => day === 5 || (day === 2 && part === 2)}
        />
      </GallerySection>
      <GallerySection title="Listen" of="Rows, Row, ListingRow, OrganisationRow">
        <Rows label="Kurzform">
          <ListingRow
            kind="offer"
            kindLabel="Angebot"
            title="Gruppenraum am Samstag, 25 Plätze"
            href="#l1"
            place="Gießen"
          />
          <ListingRow
            kind="need"
            kindLabel="Bedarf"
            title="Hilfe bei der Buchhaltung"
            href="#l2"
            place="Wetzlar, 13 km"
            meta="sichtbar bis 31. Januar"
          />
        </Rows>
        <Rows label="Vereine">
          <OrganisationRow
            level={3}
            initials="BG"
            own
            name="Brunnenstube Gießen e. V."
            href="#o1"
            meta="Gießen · Ihr Verein"
            topics="Begegnung, Bildung, Familie"
            listings={[{ kind: 'offer', label: 'Bietet: Gruppenraum am Samstag' }]}
          />
          <OrganisationRow
            level={3}
            initials="ZG"
            name="Zeitbrücke Grünberg e. V."
            href="#o2"
            meta={
              <>
                Grünberg · <Tag>neu dabei</Tag>
              </>
            }
            topics="Ältere Menschen, Gesundheit"
            listings={[{ kind: 'need', label: 'Sucht: Dolmetschen beim Arzt' }]}
          />
          <OrganisationRow
            level={3}
            initials="SL"
            quiet
            name="Saatgut Lich"
            href="#o3"
            meta="Lich · Initiative"
          />
        </Rows>
        <Rows label="Heute">
          <Row
            level={3}
            leading={<Node>FW</Node>}
            title="Feder & Faden Wetzlar möchte Ihren Gruppenraum nutzen"
            meta="Samstags, 10 bis 13 Uhr. Antwort bis 1. Dezember"
            actions={
              <>
                <Button>Anfrage ansehen</Button>
                <Button look="text">Später</Button>
              </>
            }
          />
          <Row level={3} leading={<Node>DH</Node>} title="Drei Flüsse Hanau" href="#dh" trailing="21:30" />
        </Rows>
      </GallerySection>
    </>
  )
}
