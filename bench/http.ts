import { array, run, sha256, sql } from '../src/kernel/index.ts';
import type { Government } from '../src/pack/index.ts';

/*
 * HTTP as far as a bench needs it: requests that are ready as bytes, where an answer ends, people who are signed in. What is
 * measured is the server, which has the other half of a machine of two cores.
 */

/** A POST of JSON as bytes. */
export function postOf(path: string, cookie: string, body: object): Buffer {
  const text = JSON.stringify(body);
  const lines = [
    `POST ${path} HTTP/1.1`,
    'host: localhost',
    `cookie: ${cookie}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(text)}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n${text}`);
}

/** An answer, its body as bytes are in Latin-1. */
export interface Answer {
  status: number;
  body: string;
}

/** The answer that has come so far, if nothing of it is missing. */
export function wholeAnswer(text: string): Answer | undefined {
  const head = text.indexOf('\r\n\r\n');
  if (head < 0) return undefined;
  const length = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, head));
  const isWhole = length ? text.length >= head + 4 + Number(length[1]) : text.endsWith('\r\n0\r\n\r\n');
  return isWhole ? { status: Number(text.slice(9, 12)), body: text.slice(head + 4) } : undefined;
}

/** Somebody who is to be signed in, and the secret of their session. */
export interface SignIn {
  person: string;
  secret: string;
}

/** The `Cookie` header of a session. */
export const cookieWith = (secret: string): string => `session=${secret}`;

/** So long a session lasts, in milliseconds. */
const LASTS = 12 * 3_600_000;

/**
 * Signs people in by one statement: nobody would wait until so many did one by one.
 * @param seenAfter milliseconds after which the sessions are said to have been used: for so long a bench may prepare.
 */
export async function signIn({ db, clock }: Government, people: readonly SignIn[], seenAfter = 0): Promise<void> {
  const at = clock.now();
  const after = (milliseconds: number) => new Date(at.getTime() + milliseconds);
  const hashes = people.map(({ secret }) => sha256(secret));
  const ids = people.map(({ person }) => person);
  await run(
    db,
    sql`insert into identity.session (id_hash, person, created_at, seen_at, expires_at)
      select hash, person, ${at}, ${after(seenAfter)}, ${after(LASTS)}
      from unnest(${array(hashes, 'bytea')}, ${array(ids, 'uuid')}) as s(hash, person)`,
  );
}
