import administration from './administration.json'
import clarity from './clarity.json'
import cooperations from './cooperations.json'
import creating from './creating.json'
import deciding from './deciding.json'
import duplicates from './duplicates.json'
import feedback from './feedback.json'
import introductions from './introductions.json'
import erasure from './erasure.json'
import feed from './feed.json'
import glossary from './glossary.json'
import live from './live.json'
import matching from './matching-later.json'
import me from './me.json'
import membership from './membership.json'
import moderating from './moderating.json'
import notifications from './notifications.json'
import offering from './offering.json'
import offline from './offline.json'
import people from './people.json'
import presence from './presence.json'
import press from './press.json'
import problem from './problem-later.json'
import requests from './requests.json'
import results from './results.json'
import search from './search.json'
import security from './security.json'
import starting from './starting.json'
import tables from './tables.json'
import upkeep from './upkeep.json'
import welcome from './welcome.json'
import verification from './verification.json'

/** Words of pages that few open: fetched together with them. */
export const messages = {
  administration,
  clarity,
  cooperations,
  creating,
  deciding,
  duplicates,
  feedback,
  introductions,
  erasure,
  feed,
  glossary,
  live,
  matching,
  me,
  membership,
  moderating,
  notifications,
  offering,
  offline,
  people,
  presence,
  press,
  problem,
  requests,
  results,
  search,
  security,
  starting,
  tables,
  upkeep,
  welcome,
  verification,
}
export type LaterMessages = typeof messages
