import { dayOf } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { readFacts } from '../../registry/index.ts';
import { answerStatement, readsOf, type Template } from '../templates/index.ts';
import type { Choice } from './model.ts';

/** What would be sent at this moment. */
export interface Preview {
  /** By path; null for what a register knows to be absent. */
  values: Readonly<Record<string, unknown>>;
  /** By id; undefined for what cannot be said. */
  statements: Readonly<Record<string, boolean | undefined>>;
}

/** Shows somebody what they would send, by the same reads as an answer. Of a child it is told, as a look of a relative. */
export async function previewOf(
  gov: Government,
  { person, subject, template, choice }: { person: string; subject: string; template: Template; choice: Choice },
): Promise<Preview> {
  const purpose = { text: template.purpose };
  const reads = readsOf(template, choice).map((read) => ({ ...read, person: subject }));
  const readings = await Promise.all(
    reads.map((read) => {
      // Each agency shows what it keeps: that is by whose right a relative looks.
      const { agency } = gov.pack.registries.get(read.registry)!;
      const reader = subject === person ? ({ kind: 'self', person } as const) : relativeOf(person, agency);
      return readFacts(gov.db, gov, { reader, purpose, reads: [read] });
    }),
  );
  const values = Object.fromEntries(
    readings
      .flat()
      .flatMap(({ read, values }) =>
        Object.entries(values).map(([field, value]) => [`${read.registry}.${field}`, value]),
      ),
  );
  const day = dayOf(gov.clock.now(), gov.pack.timeZone);
  const statements = Object.fromEntries(
    choice.statements.map((id) => [id, answerStatement(gov, template, id, values, day)]),
  );
  return { values, statements };
}

const relativeOf = (person: string, agency: string) => ({ kind: 'relative', person, agency }) as const;
