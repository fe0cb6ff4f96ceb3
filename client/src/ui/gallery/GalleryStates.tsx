import { useState } from 'react'
import { Banner } from '../Banner.tsx'
import { Button } from '../Button.tsx'
import { ChoiceList } from '../ChoiceList.tsx'
import { ConfirmDialog } from '../ConfirmDialog.tsx'
import { Crumb } from '../Crumb.tsx'
import { Dialog, type DialogProps } from '../Dialog.tsx'
import type { DrawingName } from '../drawings.tsx'
import { EmptyState } from '../EmptyState.tsx'
import { Link } from '../Link.tsx'
import { PhoneHeader } from '../PhoneHeader.tsx'
import { Sheet } from '../Sheet.tsx'
import { SkeletonLines } from '../SkeletonLines.tsx'
import { useToast } from '../ToastContext.ts'
import styles from './GalleryStates.module.css'
import { GallerySection } from './GallerySection.tsx'

const empties: readonly { drawing: DrawingName; title: string; text: string; action: string }[] = [
  {
    drawing: 'threads',
    title: 'Noch kein Gespräch',
    text: 'Zu dieser Leitfrage hat noch niemand geschrieben.',
    action: 'Machen Sie den Anfang',
  },
  {
    drawing: 'matches',
    title: 'Heute nichts Neues',
    text: 'Je genauer Ihr Bedarf, desto besser passen die Vorschläge.',
    action: 'Bedarf ergänzen',
  },
  {
    drawing: 'search',
    title: 'Kein Verein gefunden',
    text: 'Prüfen Sie die Schreibweise oder suchen Sie im ganzen Land.',
    action: 'In ganz Hessen suchen',
  },
  {
    drawing: 'members',
    title: 'Noch sind Sie allein',
    text: 'Zu zweit geht es leichter.',
    action: 'Jemanden einladen',
  },
  {
    drawing: 'dates',
    title: 'Noch kein Termin',
    text: 'Sagen Sie, worüber Sie live sprechen möchten.',
    action: 'Thema vorschlagen',
  },
  {
    drawing: 'queue',
    title: 'Die Redeliste ist leer',
    text: 'Melden Sie sich oder schreiben Sie Ihren Beitrag.',
    action: 'Wortmeldung',
  },
  { drawing: 'results', title: 'Noch kein Ergebnis', text: 'Hier steht es zuerst.', action: 'Räume ansehen' },
  { drawing: 'quiet', title: 'Alles gelesen', text: 'Für heute ist alles getan.', action: 'Räume ansehen' },
  {
    drawing: 'offline',
    title: 'Gerade kein Netz',
    text: 'Ihre Worte sind gesichert. Wir senden sie, sobald Netz da ist.',
    action: 'Noch einmal senden',
  },
  {
    drawing: 'notFound',
    title: 'Diese Seite gibt es nicht',
    text: 'Vielleicht wurde sie verschoben.',
    action: 'Zur Startseite',
  },
  {
    drawing: 'error',
    title: 'Das hat nicht geklappt',
    text: 'Der Fehler liegt bei uns. Ihre Eingaben sind noch da.',
    action: 'Neu laden',
  },
]

const dialogs = { small: 'Kleiner Dialog', wide: 'Breiter Dialog', screen: 'Ganzer Schirm' }

export function GalleryStates() {
  const [asking, setAsking] = useState(false)
  const [shown, setShown] = useState<DialogProps['size'] | 'sheet' | null>(null)
  const [language, setLanguage] = useState('de')
  const toast = useToast()
  return (
    <>
      <GallerySection title="Leer, lädt, ohne Netz" of="EmptyState, SkeletonLines">
        <div className={styles.grid}>
          {empties.map((one) => (
            <EmptyState
              key={one.drawing}
              level={3}
              drawing={one.drawing}
              title={one.title}
              action={<Button look="line">{one.action}</Button>}
            >
              <p>{one.text}</p>
            </EmptyState>
          ))}
        </div>
        <EmptyState level={3} size="small" drawing="threads" title="Noch kein Gespräch zu dieser Frage." />
        <EmptyState
          level={3}
          size="page"
          drawing="notFound"
          title="Diese Seite gibt es nicht"
          action={<Button>Zur Startseite</Button>}
        >
          <p>Vielleicht wurde sie verschoben.</p>
        </EmptyState>
        <SkeletonLines label="Wird geladen" entries={2} />
        <SkeletonLines label="Wird geladen, mit Kreisen" entries={2} node />
      </GallerySection>
      <GallerySection
        title="Hinweise"
        of="Banner, PhoneHeader, Crumb, Dialog, Sheet, ChoiceList, ConfirmDialog, ToastProvider"
      >
        <Banner tone="offline">Gerade kein Netz. Sie können weiterschreiben.</Banner>
        <Banner tone="demo" action={<Link href="#demo">Was heißt das?</Link>}>
          Beispielwelt: Alle Vereine und Personen sind erfunden.
        </Banner>
        <Banner tone="info" inset onClose={() => undefined} closeLabel="Hinweis schließen">
          Entwurf, noch nicht von Muttersprachler*innen geprüft.
        </Banner>
        <Banner tone="problem" inset>
          Der Raum ist gerade nur zum Lesen da.
        </Banner>
        <PhoneHeader back={{ href: '#rooms', label: 'Zurück zum Raum' }}>
          <Crumb href="#q" number={3}>
            Was brauchen Sie, um dahin zu kommen?
          </Crumb>
        </PhoneHeader>
        <div>
          <Button look="line" onClick={() => setAsking(true)}>
            Frage stellen
          </Button>{' '}
          {(['small', 'wide', 'screen'] as const).map((size) => (
            <Button key={size} look="line" onClick={() => setShown(size)}>
              {dialogs[size]}
            </Button>
          ))}{' '}
          <Button look="line" onClick={() => setShown('sheet')}>
            Blatt von unten
          </Button>{' '}
          <Button
            look="line"
            onClick={() =>
              toast.show({
                text: 'Vorschlag ausgeblendet.',
                closeLabel: 'Schließen',
                action: { label: 'Rückgängig', onAction: () => undefined },
              })
            }
          >
            Meldung zeigen
          </Button>
        </div>
        <ChoiceList
          label="Sprache"
          value={language}
          onChoose={setLanguage}
          options={[
            { value: 'de', label: 'Deutsch', lang: 'de' },
            { value: 'ar', label: 'العربية', lang: 'ar' },
            { value: 'uk', label: 'Українська', lang: 'uk' },
          ]}
        />
        <Dialog
          opened={shown !== null && shown !== 'sheet'}
          onClose={() => setShown(null)}
          title="Warum sehen wir das?"
          closeLabel="Schließen"
          size={shown === 'sheet' || shown === null ? undefined : shown}
          actions={<Button onClick={() => setShown(null)}>Verstanden</Button>}
        >
          <p>Sie suchen Hilfe bei Buchhaltung. Dieser Verein bietet das an, 13 km entfernt.</p>
        </Dialog>
        <Sheet
          opened={shown === 'sheet'}
          onClose={() => setShown(null)}
          title="Umkreis"
          closeLabel="Schließen"
        >
          <p>Ein Blatt kommt von unten, unter den Daumen.</p>
        </Sheet>
        <ConfirmDialog
          opened={asking}
          title="Konto endgültig löschen?"
          confirmLabel="Konto löschen"
          cancelLabel="Behalten"
          onConfirm={() => setAsking(false)}
          onCancel={() => setAsking(false)}
        >
          Ihre Beiträge bleiben unter dem Namen des Vereins stehen. Ihr Name verschwindet.
        </ConfirmDialog>
      </GallerySection>
    </>
  )
}
