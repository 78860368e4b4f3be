// The reason a digit key stands for.
export function pickedBy(key: string, reasons: string[]): string | undefined {
  return /^[1-9]$/.test(key) ? reasons[Number(key) - 1] : undefined;
}
