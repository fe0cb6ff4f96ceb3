import { IconBook, IconLanguage, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { AccountLink } from './AccountLink.tsx'
import { AppFrame } from './AppFrame.tsx'
import { Banner } from './Banner.tsx'
import { Button } from './Button.tsx'
import { GalleryBasics } from './gallery/GalleryBasics.tsx'
import { GalleryBeside } from './gallery/GalleryBeside.tsx'
import { GalleryComposer } from './gallery/GalleryComposer.tsx'
import { GalleryForms } from './gallery/GalleryForms.tsx'
import { GalleryLive } from './gallery/GalleryLive.tsx'
import { GalleryMatching } from './gallery/GalleryMatching.tsx'
import { GalleryMessageStates } from './gallery/GalleryMessageStates.tsx'
import { GalleryRecord } from './gallery/GalleryRecord.tsx'
import { GalleryRoom } from './gallery/GalleryRoom.tsx'
import { GalleryStates } from './gallery/GalleryStates.tsx'
import { GalleryThread } from './gallery/GalleryThread.tsx'
import { navItems, tabItems } from './gallery/navItems.tsx'
import { arabic, german } from './gallery/words.ts'
import { IconButton } from './IconButton.tsx'
import { LiveCard } from './LiveCard.tsx'
import { PageHeader } from './PageHeader.tsx'
import { Spread } from './Spread.tsx'
import { UiProvider } from './UiProvider.tsx'

export interface GalleryProps {
  dir?: 'ltr' | 'rtl' | undefined
  colorScheme?: 'light' | 'dark' | undefined
}

/** The address says how it looks, so that pictures can be taken of it and four of them stand side by side. */
export function Gallery(props: GalleryProps) {
  const wanted = new URLSearchParams(window.location.search)
  if (wanted.has('beside')) return <GalleryBeside />
  const dir = wanted.get('dir') === 'rtl' ? 'rtl' : 'ltr'
  const colorScheme = wanted.get('scheme') === 'dark' ? 'dark' : 'light'
  return <GalleryPage dir={dir} colorScheme={colorScheme} {...props} />
}

/** Every component in every state; for those who build and for the checks, not for the public. */
function GalleryPage({ dir: firstDir = 'ltr', colorScheme: firstScheme = 'light' }: GalleryProps) {
  const [dir, setDir] = useState(firstDir)
  const [scheme, setScheme] = useState(firstScheme)
  const words = dir === 'rtl' ? arabic : german
  const languageAt = (place: 'bar' | 'column') => (
    <IconButton
      label={words.language}
      icon={<IconLanguage aria-hidden="true" />}
      text={place === 'bar' ? words.languageShort : words.language}
    />
  )
  const plainLanguage = () => (
    <IconButton label={words.plain} icon={<IconBook aria-hidden="true" />} text={words.plain} />
  )
  return (
    <UiProvider dir={dir} lang={dir === 'rtl' ? 'ar' : 'de'} colorScheme={scheme}>
      <AppFrame
        brand={{ name: words.brand, href: '#start' }}
        nav={navItems(words)}
        tabs={tabItems(words)}
        navLabel={words.navLabel}
        countLabel={words.countLabel}
        skipLabel={words.skip}
        tools={<IconButton label={words.search} icon={<IconSearch aria-hidden="true" />} />}
        language={languageAt}
        plainLanguage={plainLanguage}
        account={
          <AccountLink href="#me" initials="BG" organisation="Brunnenstube Gießen" person={words.account} />
        }
        banners={<Banner tone="demo">Beispielwelt: Alle Vereine und Personen sind erfunden.</Banner>}
        contextLabel="Zum Raum"
        context={
          <>
            <section>
              <h2>Jetzt live</h2>
              <LiveCard
                level={3}
                title="Welche Hilfe fehlt am meisten?"
                note="14 Vereine, noch 48 Minuten"
                action={<Button look="ink">Dazukommen</Button>}
              />
            </section>
            <section>
              <h2>Ergebnisse aus diesem Raum</h2>
              <p>Schulungen sollen abends und nah am Wohnort sein.</p>
              <Spread filled={4}>Konsens</Spread>
            </section>
          </>
        }
      >
        <PageHeader
          eyebrow={words.eyebrow}
          title={words.title}
          lead={words.lead}
          actions={
            <>
              <Button look="line" onClick={() => setDir(dir === 'rtl' ? 'ltr' : 'rtl')}>
                {dir === 'rtl' ? 'Deutsch →' : '← العربية'}
              </Button>
              <Button look="line" onClick={() => setScheme(scheme === 'light' ? 'dark' : 'light')}>
                {scheme === 'light' ? 'Dunkel' : 'Hell'}
              </Button>
              <Button look="text" href="?beside">
                Alle vier nebeneinander
              </Button>
            </>
          }
        />
        <GalleryBasics />
        <GalleryRoom />
        <GalleryThread />
        <GalleryMessageStates />
        <GalleryComposer />
        <GalleryMatching />
        <GalleryLive />
        <GalleryRecord />
        <GalleryForms />
        <GalleryStates />
      </AppFrame>
    </UiProvider>
  )
}
