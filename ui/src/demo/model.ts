// A Segment message from a step of the demo: the step says what, this adds who and when.
export const visitorId = (): string => `demo-${crypto.randomUUID()}`;

export function messageOf(
  step: Record<string, unknown>,
  visitor: string,
  now: Date,
): Record<string, unknown> {
  return {
    anonymousId: visitor,
    ...step,
    messageId: `demo-${crypto.randomUUID()}`,
    timestamp: now.toISOString(),
  };
}
