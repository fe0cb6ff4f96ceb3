import type { Room } from '@augenhoehe/contracts'
import type { guidingQuestionById, workshopResults } from '@augenhoehe/reference-data/topics'

interface Topics {
  guidingQuestionById: typeof guidingQuestionById
  workshopResults: typeof workshopResults
}

export interface FittingRoom {
  room: Room
  /** Which of the needs its topic is about; none where the room is simply open. */
  needs: string[]
}

const most = 3

/** Rooms to begin with: first those whose topic is about what somebody needs, otherwise in their own order. */
export function fittingRooms(
  rooms: readonly Room[],
  needs: readonly string[],
  topics: Topics,
): FittingRoom[] {
  return rooms
    .filter(({ archived }) => !archived)
    .map((room) => {
      const about = new Set(
        room.questions
          .flatMap(({ id }) => topics.guidingQuestionById(id)?.topic ?? [])
          .flatMap((topic) => topics.workshopResults(topic).flatMap(({ needKinds }) => needKinds)),
      )
      return { room, needs: needs.filter((need) => about.has(need)) }
    })
    .toSorted((a, b) => b.needs.length - a.needs.length)
    .slice(0, most)
}
