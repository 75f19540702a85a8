import { setTimeout as sleep } from 'node:timers/promises';
import { formatMisbehaviour, type Misbehaviour } from './file.ts';

/** Longest that one delivery may take, in milliseconds. */
const PATIENCE_MS = 10_000;

/** How long to wait before each further try, in milliseconds. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000];

/**
 * Posts a file of misbehaviour, as it is, to an address: `POST` with `application/json`. Any answer of 2xx is taken as
 * delivered; whatever else happens, redirections too, is tried again, five times in all.
 * @param wait waits before another try; the time in milliseconds.
 * @returns why it could not be delivered; undefined when it was.
 */
export async function postFile(
  url: string,
  file: Misbehaviour,
  wait: (milliseconds: number) => Promise<unknown> = sleep,
): Promise<string | undefined> {
  const body = formatMisbehaviour(file);
  let reason = await post(url, body);
  for (const pause of PAUSES_MS) {
    if (reason === undefined) return undefined;
    await wait(pause);
    reason = await post(url, body);
  }
  return reason;
}

async function post(url: string, body: string): Promise<string | undefined> {
  try {
    const headers = { 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    await response.body?.cancel();
    return response.ok ? undefined : `it answers with status ${response.status}`;
  } catch (error) {
    const { message, cause } = error as Error;
    return cause instanceof Error && cause.message ? cause.message : message;
  }
}
