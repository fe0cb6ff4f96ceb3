import { useState } from 'react'
import { Composer } from '../Composer.tsx'
import { ComposerDock } from '../ComposerDock.tsx'
import type { Kind } from '../KindWord.tsx'
import { NewPill } from '../NewPill.tsx'
import { kinds } from './GalleryBasics.tsx'
import { GallerySection } from './GallerySection.tsx'

const voice = {
  initials: 'BG',
  intro: 'Sie schreiben für',
  organisation: 'Brunnenstube Gießen',
  changeLabel: 'Ändern',
  onChange: () => undefined,
}

export function GalleryComposer() {
  const [text, setText] = useState('Danke! Wir haben donnerstags einen Raum mit Beamer und laden gern')
  const [empty, setEmpty] = useState('')
  const [failed, setFailed] = useState('Wir kommen zu dritt.')
  const [type, setType] = useState<Kind | null>('offer')
  const chips = { legend: 'Art des Beitrags', options: kinds, value: type, onChange: setType }
  const shared = { textLabel: 'Ihr Beitrag', sendLabel: 'Senden', onSend: () => undefined, voice }
  return (
    <GallerySection title="Schreiben">
      <Composer {...shared} label="Leer" value={empty} onChange={setEmpty} kinds={chips} />
      <Composer
        {...shared}
        label="Mit Fehler"
        value={failed}
        onChange={setFailed}
        reply={{
          organisation: 'Drei Flüsse Hanau',
          text: 'Wir zeigen die Software gern an zwei Abenden.',
          removeLabel: 'Antwort lösen',
          onRemove: () => undefined,
        }}
        problem="Der Server antwortet gerade nicht. Ihr Text ist gesichert. Versuchen Sie es in einer Minute noch einmal."
        busy
        busyLabel="wird gesendet"
      />
      <ComposerDock pill={<NewPill onClick={() => undefined}>Neue anzeigen (4)</NewPill>}>
        <Composer
          {...shared}
          label="Beitrag schreiben"
          value={text}
          onChange={setText}
          kinds={chips}
          language={{ label: 'Deutsch erkannt', onChange: () => undefined }}
          note="Entwurf gesichert"
        />
      </ComposerDock>
    </GallerySection>
  )
}
