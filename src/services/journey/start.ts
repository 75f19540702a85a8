import { AppError, type Db, first, json, type Locale, sql, transaction, uuidv7 } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Matter } from '../../registry/index.ts';
import { peopleOfRecord } from '../../registry/index.ts';
import { today } from '../cases/deadline.ts';
import { saveDraft } from './application.ts';
import { serviceOf, servicesOf } from './plan.ts';
import { choiceAtStart, viewJourney } from './view.ts';
import { assertOpenOn } from './window.ts';

/** What to begin: a life event or one service, and the record that it is about where it is about one. */
export type Start = ({ lifeEvent: string } | { service: string }) & { matter: Matter | null };

/**
 * Begins an application, or goes on with the draft of the same matter: leaving and coming back, on this device or
 * another, is the same act. A new one starts with every service that is open to the person and not ruled out.
 * @throws AppError `not-found` when the matter is not the person's, `conflict` outside of the service's window.
 */
export function startApplication(gov: Government, applicant: string, start: Start, locale: Locale): Promise<string> {
  const { about, ids } = servicesOf(gov.pack, start);
  return transaction(gov.db, async (tx) => {
    if ('service' in start) assertOpenOn(serviceOf(gov.pack, start.service), today(gov));
    const matter = await ownMatter(tx, gov, applicant, about, start.matter);
    const lifeEvent = 'lifeEvent' in start ? start.lifeEvent : null;
    const draft = await first(
      tx,
      sql<{ id: string }>`select id from services.application
        where applicant = ${applicant} and submitted_at is null and services <@ ${ids}
          and life_event is not distinct from ${lifeEvent} and matter is not distinct from ${matter && json(matter)}
        order by id desc limit 1`,
    );
    if (draft) return draft.id;
    const at = gov.clock.now();
    const id = uuidv7(at);
    await sql`insert into services.application (applicant, id, life_event, services, matter, locale, started_at, saved_at)
      values (${applicant}, ${id}, ${lifeEvent}, ${ids}, ${matter && json(matter)}, ${locale}, ${at}, ${at})`.execute(
      tx,
    );
    const services = choiceAtStart(await viewJourney(tx, gov, applicant, id));
    if (services.length > 0) await saveDraft(tx, gov, { applicant, id }, { services });
    return id;
  });
}

async function ownMatter(
  tx: Db,
  gov: Government,
  applicant: string,
  about: string | undefined,
  matter: Matter | null,
): Promise<Matter | null> {
  if (!about) return null;
  if (!matter || matter.registry !== about)
    throw new AppError('invalid', `This application is about a record of "${about}".`);
  const people = Object.values(await peopleOfRecord(tx, gov, matter));
  if (!people.includes(applicant)) throw new AppError('not-found', 'There is no such record of yours.');
  return { registry: matter.registry, subject: matter.subject, key: matter.key };
}
