import { beforeEach, expect, test, vi } from 'vitest';
import { dismiss, shownToasts, toast } from './toast';

beforeEach(() => shownToasts().forEach((shown) => dismiss(shown.id)));

test('three toasts at most, the newest last', () => {
  for (const text of ['a', 'b', 'c', 'd']) toast(text);
  expect(shownToasts().map((shown) => shown.text)).toEqual(['b', 'c', 'd']);
});

test('a toast keeps its undo until it is dismissed', () => {
  const undo = vi.fn();
  toast('moved', undo);
  const [shown] = shownToasts();
  shown?.undo?.();
  expect(undo).toHaveBeenCalledOnce();
  dismiss(shown?.id ?? 0);
  expect(shownToasts()).toEqual([]);
});
