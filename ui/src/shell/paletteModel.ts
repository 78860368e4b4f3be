export function matching(title: string, q: string): boolean {
  const wanted = q.trim().toLowerCase();
  return (
    wanted === '' ||
    title
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(wanted)) ||
    title.toLowerCase().includes(wanted)
  );
}

export function moved(at: number, key: string, length: number): number {
  if (length === 0) return at;
  if (key === 'ArrowDown') return (at + 1) % length;
  if (key === 'ArrowUp') return (at + length - 1) % length;
  return at;
}
