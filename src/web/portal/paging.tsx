import { Link, List } from '../../design/index.ts';

export interface TurnsProps {
  label: string;
  /** The address of the page that follows, where there is one. */
  older: string | undefined;
  olderText: string;
  /** The address of the first page, when this is not it. */
  newest: string | undefined;
  newestText: string;
}

/** The ways through a list that is read from its newest entry on: such lists have no page numbers. */
export function Turns({ label, older, olderText, newest, newestText }: TurnsProps) {
  const links = [
    older && (
      <Link href={older} key="older">
        {olderText}
      </Link>
    ),
    newest && (
      <Link href={newest} key="newest">
        {newestText}
      </Link>
    ),
  ].filter(Boolean);
  if (links.length === 0) return null;
  return (
    <nav aria-label={label}>
      <List kind="plain" items={links} />
    </nav>
  );
}

/** One page out of `limit + 1` entries that were asked for: the entry beyond it only says that there are more. */
export function pageOf<T extends { id: string }>(
  found: readonly T[],
  limit: number,
): { entries: readonly T[]; last?: string } {
  const entries = found.slice(0, limit);
  return found.length > limit ? { entries, last: entries.at(-1)!.id } : { entries };
}
