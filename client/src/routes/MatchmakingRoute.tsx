import { staffParts } from '../features/matching/index.tsx'
import { AdministrationFrame } from '../features/organisations/index.tsx'
import { later } from '../ui/index.ts'

const Matchmaking = later(staffParts.Matchmaking)
const Introduce = later(staffParts.Introduce)

/** `/verwaltung/vermittlung`: how the matchmaking goes. */
export const MatchmakingRoute = () => (
  <AdministrationFrame current="matching">
    <Matchmaking />
  </AdministrationFrame>
)

/** `/verwaltung/vermittlung/vorstellen`: associations are introduced to each other. */
export const IntroduceRoute = () => (
  <AdministrationFrame current="matching">
    <Introduce />
  </AdministrationFrame>
)
