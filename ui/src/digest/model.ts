// Weeks by ISO 8601, as the address names them.
const dayMs = 86_400_000;

export function weekOf(at: Date): string {
  const day = new Date(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()));
  // The week belongs to the year of its Thursday.
  day.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  const first = Date.UTC(day.getUTCFullYear(), 0, 1);
  const week = Math.ceil(((day.getTime() - first) / dayMs + 1) / 7);
  return `${day.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
}

// The week that begins at that midnight, in whatever zone that is.
export function weekBegunAt(from: string): string {
  const day = new Date(Date.parse(from) + 1.5 * dayMs);
  return weekOf(new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()));
}

// That many weeks later.
export function weekAfter(week: string, steps: number): string {
  const [year = 1970, number = 1] = week.split('-W').map(Number);
  const fourth = new Date(Date.UTC(year, 0, 4));
  const monday = fourth.getTime() - ((fourth.getUTCDay() || 7) - 1) * dayMs;
  const day = new Date(monday + (number - 1 + steps) * 7 * dayMs);
  return weekOf(new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()));
}
