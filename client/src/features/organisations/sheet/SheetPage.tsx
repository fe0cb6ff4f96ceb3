import type { Organisation } from '@augenhoehe/contracts'
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { read } from '../../../platform/api.ts'
import { FetchedPage } from '../../../platform/FetchedPage.tsx'
import { useTranslation } from '../../../platform/i18n.ts'
import { Page } from '../../../platform/layout.tsx'
import { usePlaceName } from '../../../platform/reference.ts'
import { Button, PhoneHeader } from '../../../ui/index.ts'
import styles from './SheetPage.module.css'

/** So many activities and offers fit on one page, beside everything else. */
const mostOfEach = 5
const mostLetters = 420

/** Drawn by us and not by somebody else's server. */
async function draw(address: string) {
  const { toString } = await import('qrcode')
  const svg = await toString(address, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' })
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

/** Whole words, as many as fit. */
function shortened(text: string): string {
  if (text.length <= mostLetters) return text
  const cut = text.slice(0, mostLetters)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), mostLetters - 40)).trimEnd()} …`
}

/** One page for the notice board: who they are, what they do, and the way to their profile. */
export function SheetPage() {
  const { t } = useTranslation()
  const { slug = '' } = useParams()
  const organisation = useQuery(read('organisations.get', { slug }))
  const title = t('organisations.profile.sheetPage.title')
  const back = { href: `/organisationen/${slug}`, label: t('organisations.profile.sheetPage.back') }
  return (
    <FetchedPage title={title} fetched={organisation}>
      {(data) => (
        <Page title={`${title}: ${data.name}`} header={<PhoneHeader back={back}>{title}</PhoneHeader>}>
          <div className={styles.acts}>
            <Button onClick={() => window.print()}>{t('organisations.profile.sheetPage.print')}</Button>
            <Button look="line" href={back.href}>
              {back.label}
            </Button>
          </div>
          <Sheet organisation={data} />
        </Page>
      )}
    </FetchedPage>
  )
}

function Sheet({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const placeName = usePlaceName()
  const { id: organisationId, name, slug, selfTerm, activities, visibility } = organisation
  const { data } = useQuery(read('offers.list', { organisationId, limit: 30 }))
  const offers = data?.listings.filter(({ state }) => state === 'active') ?? []
  const address = `${window.location.origin}/organisationen/${slug}`
  const { data: svg } = useQuery({
    queryKey: ['qr', address],
    queryFn: () => draw(address),
    staleTime: Infinity,
  })
  // A notice board is for everybody: what is not for everybody stays away from it, whoever prints it.
  const isOpen = (field: keyof NonNullable<Organisation['visibility']>) =>
    (visibility?.[field] ?? 'everyone') === 'everyone'
  const contacts = [
    isOpen('meetingPlace') && organisation.meetingPlace,
    isOpen('contactPhone') && organisation.contactPhone,
    isOpen('contactEmail') && organisation.contactEmail,
    isOpen('website') && organisation.website?.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, ''),
  ].filter((one) => typeof one === 'string' && one !== '')
  return (
    <article className={styles.sheet}>
      <header>
        <p className={styles.place}>{placeName(organisation.municipality)}</p>
        <h1 className={styles.name}>
          <bdi>{name}</bdi>
        </h1>
        {selfTerm !== '' && isOpen('selfTerm') && (
          <p className={styles.term}>{t('organisations.profile.selfTerm', { term: selfTerm })}</p>
        )}
      </header>
      {organisation.selfDescription !== '' && (
        <p className={styles.words} dir="auto">
          {shortened(organisation.selfDescription)}
        </p>
      )}
      <div className={styles.lists}>
        {activities.length > 0 && isOpen('activities') && (
          <section>
            <h2>{t('organisations.profile.activities')}</h2>
            <ul>
              {activities.slice(0, mostOfEach).map(({ title, when }) => (
                <li key={`${title} ${when}`}>
                  <b dir="auto">{title}</b>
                  {when !== null && <span dir="auto">{when}</span>}
                </li>
              ))}
            </ul>
          </section>
        )}
        {offers.length > 0 && (
          <section>
            <h2>{t('organisations.profile.offers')}</h2>
            <ul>
              {offers.slice(0, mostOfEach).map(({ id, title }) => (
                <li key={id}>
                  <b dir="auto">{title}</b>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <footer className={styles.foot}>
        <div>
          {contacts.length > 0 && (
            <>
              <h2>{t('organisations.profile.sheetPage.contact')}</h2>
              <ul className={styles.contacts}>
                {contacts.map((contact) => (
                  <li key={String(contact)}>
                    <bdi>{contact}</bdi>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
        <div className={styles.code}>
          {svg === undefined ? (
            <span />
          ) : (
            <img src={svg} alt={t('organisations.profile.sheetPage.qr', { name })} />
          )}
          <p>{t('organisations.profile.sheetPage.scan')}</p>
        </div>
      </footer>
    </article>
  )
}
