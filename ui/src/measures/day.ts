// A picked day means its end, or now while it lasts.
export function endOfPickedDay(date: string, now: number): string {
  return new Date(Math.min(now, Date.parse(`${date}T23:59:59Z`))).toISOString();
}
