/** The last day that a quarter's share may be paid without being late. */
export function latestDay(due: string, settlementDays: number): string {
  return new Date(Date.parse(due) + settlementDays * 86_400_000).toISOString().slice(0, 10)
}
