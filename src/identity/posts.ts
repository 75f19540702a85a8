import { all, type Db, run, sql } from '../kernel/index.ts';

/** An office: a role at an agency, both as the pack names them. */
export interface Post {
  agency: string;
  role: string;
}

/** The offices that a person holds. */
export async function postsOf(db: Db, person: string): Promise<Post[]> {
  return all(db, sql<Post>`select agency, role from identity.post where person = ${person} order by agency, role`);
}

/** Gives a person an office. Says whether it is new to them; nothing changes where they hold it already. */
export async function appoint(tx: Db, person: string, post: Post, at: Date): Promise<boolean> {
  const statement = sql`insert into identity.post (person, agency, role, appointed_at)
    values (${person}, ${post.agency}, ${post.role}, ${at}) on conflict do nothing`;
  return (await run(tx, statement)) === 1;
}

/** Takes an office away. Sessions that act in it end with it. Says whether the person held it. */
export async function dismiss(tx: Db, person: string, post: Post): Promise<boolean> {
  const statement = sql`delete from identity.post
    where person = ${person} and agency = ${post.agency} and role = ${post.role}`;
  return (await run(tx, statement)) === 1;
}
