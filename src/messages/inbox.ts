import { all, array, type Db, first, run, sql, type Text, uuidv7, writeAtEnd } from '../kernel/index.ts';

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

/** Puts a letter into a person's inbox. A second one under the same key changes nothing. */
export async function send(tx: Db, letter: Letter): Promise<void> {
  await writeAtEnd(tx, insertMessages, { ...letter, id: uuidv7(letter.at) });
}

type NewMessage = Letter & { id: string };

async function insertMessages(tx: Db, messages: readonly NewMessage[]): Promise<void> {
  const column = (type: string, value: (message: NewMessage) => unknown) => array(messages.map(value), type);
  await run(
    tx,
    sql`insert into messages.message (person, id, key, at, title, body, link, about)
      select * from unnest(${column('uuid', (message) => message.to)}, ${column('uuid', (message) => message.id)},
        ${column('text', (message) => message.key ?? null)}, ${column('timestamptz', (message) => message.at)},
        ${column('jsonb', (message) => JSON.stringify(message.title))},
        ${column('jsonb', (message) => JSON.stringify(message.body))},
        ${column('text', (message) => message.link ?? null)}, ${column('text', (message) => message.about ?? null)})
      on conflict (person, key) do nothing`,
  );
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
