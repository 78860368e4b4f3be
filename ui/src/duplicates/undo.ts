// The last decision of this visit can be taken back by a key, also when its pair is gone from the page.
import { post } from '../api/client';

let last: string | undefined;

export const decided = (out: { undo?: string }) => {
  last = out.undo;
};

export async function undoLast(): Promise<void> {
  if (last === undefined) return;
  const token = last;
  last = undefined;
  await post('/undo', { token });
}
