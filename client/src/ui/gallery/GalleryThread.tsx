import { IconArrowBackUp, IconDots } from '@tabler/icons-react'
import { ActionMenu } from '../ActionMenu.tsx'
import { Button } from '../Button.tsx'
import { DayRule } from '../DayRule.tsx'
import { Link } from '../Link.tsx'
import { Message } from '../Message.tsx'
import { MessageOutcome } from '../MessageOutcome.tsx'
import { MessageTranslation } from '../MessageTranslation.tsx'
import { SystemEntry } from '../SystemEntry.tsx'
import { UnreadLine } from '../UnreadLine.tsx'
import { GallerySection } from './GallerySection.tsx'

const actions = (
  <>
    <Button look="text" icon={<IconArrowBackUp data-flip aria-hidden="true" />}>
      Antworten
    </Button>
    <ActionMenu
      label="Mehr"
      trigger={<Button look="text">Mehr</Button>}
      items={[{ id: 'copy', label: 'Link kopieren', icon: <IconDots aria-hidden="true" /> }]}
    />
  </>
)

export function GalleryThread() {
  return (
    <GallerySection
      title="Gespräch"
      of="DayRule, UnreadLine, Message, MessageTranslation, MessageOutcome, SystemEntry"
    >
      <div role="log" aria-label="Beiträge">
        <DayRule>Montag, 23. November</DayRule>
        <Message
          organisation="Werkbank Kassel e. V."
          opens
          initials="WK"
          person="Ayşe"
          time={{ text: '20:15', iso: '2026-11-23T20:15' }}
          kind={{ kind: 'need', label: 'Bedarf' }}
          lang="tr"
          translations={
            <MessageTranslation lang="de" note="Übersetzung (Deutsch) von Wabe e. V., Milan Petrović.">
              Wir haben ein kostenloses Programm gefunden, aber die deutschen Menüs sind für unsere
              Ehrenamtlichen schwer.
            </MessageTranslation>
          }
        >
          Ücretsiz bir program bulduk, ama Almanca menüler gönüllülerimiz için zor.
        </Message>
        <Message
          organisation="بيت اللقاء دارمشتات"
          initials="BD"
          person="أمينة"
          time={{ text: '20:31', iso: '2026-11-23T20:31' }}
          kind={{ kind: 'idea', label: 'Idee' }}
          lang="ar"
          dir="rtl"
          edited="(bearbeitet)"
          translations={
            <MessageTranslation
              lang="de"
              outdated
              note="Übersetzung (Deutsch) von Yusuf. Das Original wurde seitdem geändert."
            >
              Wir könnten die Anleitung gemeinsam übersetzen.
            </MessageTranslation>
          }
        >
          يمكننا أن نترجم الدليل معًا في أمسيتين، عندنا أو عبر الإنترنت.
        </Message>
        <SystemEntry time={{ text: '21:00', iso: '2026-11-23T21:00' }}>
          Yusuf (Moderation) hat die Frage „Welche Software?“ angeheftet.
        </SystemEntry>
        <UnreadLine id="new">Ab hier neu: gestern, 21:14 Uhr</UnreadLine>
        <Message
          organisation="Drei Flüsse Hanau e. V."
          organisationHref="#dh"
          opens
          initials="DH"
          person="Oleh"
          time={{ text: '21:30', iso: '2026-11-23T21:30' }}
          kind={{ kind: 'offer', label: 'Angebot' }}
          outcome={
            <MessageOutcome action={<Link href="#seek">Ansehen</Link>}>
              Steht jetzt auch in <b>Suchen &amp; Bieten</b>
            </MessageOutcome>
          }
          actions={actions}
        >
          Wir nutzen seit Januar eine günstige Vereinssoftware und zeigen sie gern: an zwei Abenden, bei uns
          oder online.
        </Message>
        <Message
          organisation="Drei Flüsse Hanau e. V."
          initials="DH"
          person="Oleh"
          time={{ text: '21:32', iso: '2026-11-23T21:32' }}
          grouped
        >
          Im ersten Jahr kostenlos, danach 4 Euro im Monat.
        </Message>
        <Message
          organisation="Stadt Gießen, Büro für Integration"
          initials="SG"
          institution="Verwaltung"
          person="Frau Reuter"
          time={{ text: '21:47', iso: '2026-11-23T21:47' }}
          kind={{ kind: 'question', label: 'Frage' }}
          quote={{ organisation: 'Drei Flüsse Hanau', text: '… eine günstige Vereinssoftware …', href: '#q' }}
          actions={actions}
        >
          Ist sie für Vereine ganz kostenlos oder nur billiger?
        </Message>
      </div>
    </GallerySection>
  )
}
