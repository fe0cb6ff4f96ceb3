/** As much as a browser can know; the server has the last word. */
export const looksLikeEmail = (text: string) => /^\S+@\S+\.\S{2,}$/.test(text.trim())

export const shortestPassword = 10
