import { all, type Db, first, json, run, sql, type Text, uuidv7 } from '../kernel/index.ts';

/** What is sent to a person. */
export interface Letter {
  /** The person's id. */
  to: string;
  at: Date;
  title: Text;
  body: Text;
  /** A path of this site that it leads to. */
  link?: string;
  /** What it is about, for example a case's id. */
  about?: string;
  /** A second letter to the person under the same key is not sent. */
  key?: string;
}

/** What lies in an inbox. */
export interface Message {
  id: string;
  at: Date;
  title: Text;
  body: Text;
  link: string | null;
  about: string | null;
  /** When it was first read; null until then. */
  readAt: Date | null;
}

/** Puts a letter into a person's inbox; the id of the message, which is the first one's for a repeated key. */
export async function send(tx: Db, { to, at, title, body, link, about, key }: Letter): Promise<string> {
  const id = uuidv7(at);
  const isSent = await run(
    tx,
    sql`insert into messages.message (person, id, key, at, title, body, link, about)
      values (${to}, ${id}, ${key ?? null}, ${at}, ${json(title)}, ${json(body)}, ${link ?? null}, ${about ?? null})
      on conflict (person, key) do nothing`,
  );
  if (isSent) return id;
  const earlier = await first(
    tx,
    sql<{ id: string }>`select id from messages.message where person = ${to} and key = ${key}`,
  );
  return earlier!.id;
}

/** A person's messages, newest first. @param before the `id` of the last message of the page before. */
export function inboxOf(
  db: Db,
  person: string,
  { limit, before }: { limit: number; before?: string },
): Promise<Message[]> {
  return all(
    db,
    sql<Message>`
      select id, at, title, body, link, about, read_at as "readAt" from messages.message
      where person = ${person} and (${before ?? null}::uuid is null or id < ${before ?? null}::uuid)
      order by id desc limit ${limit}`,
  );
}

/** How many messages a person has not read. */
export async function unreadCount(db: Db, person: string): Promise<number> {
  const row = await first(
    db,
    sql<{ count: number }>`select count(*) as count from messages.message where person = ${person} and read_at is null`,
  );
  return row!.count;
}

/** Opens one message of a person, which is read from then on; undefined where they have no such message. */
export function openMessage(
  db: Db,
  { person, id, at }: { person: string; id: string; at: Date },
): Promise<Message | undefined> {
  return first(
    db,
    sql<Message>`update messages.message set read_at = coalesce(read_at, ${at}) where person = ${person} and id = ${id}
      returning id, at, title, body, link, about, read_at as "readAt"`,
  );
}
