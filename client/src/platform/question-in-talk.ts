/** Which guiding question is talked about live in a thread: what is written meanwhile belongs to it. */
const questions = new Map<string, string>()

export function talkAbout(threadId: string, questionId: string | null) {
  if (questionId === null) questions.delete(threadId)
  else questions.set(threadId, questionId)
}

export const questionInTalk = (threadId: string): string | undefined => questions.get(threadId)
