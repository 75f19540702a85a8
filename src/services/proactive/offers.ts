import { type Day, type Db, transaction } from '../../kernel/index.ts';
import { send } from '../../messages/index.ts';
import type { Government, Service } from '../../pack/index.ts';
import { findEligible, MOST_PEOPLE } from '../../registry/index.ts';
import { today } from '../cases/deadline.ts';
import { openingOn } from '../journey/window.ts';
import { holdRound, moveRound, type Round, rememberOffers, withoutIt } from './store.ts';

/** A service that tells those who are eligible for it, and what it tells them. */
type Offering = Service & { readonly offer: NonNullable<Service['offer']> };

/** The first day of a window that never began. */
const ALWAYS = '0001-01-01';

/** A run ends after so many batches of a service and the next goes on: a process that is told to stop waits for its runs. */
const BATCHES = 20;

/**
 * Offers services to those whom the registries show to be eligible: once a day, from its first minutes, so that a window
 * is told on the day on which it opens. Called every minute, it does a part of the day's round; a round that was broken off
 * goes on in this process or another. What goes wrong with one service holds up no other. Returns to how many people
 * something was offered.
 * @param batch how many people one transaction looks at.
 */
export async function offerToEligible(gov: Government, batch = MOST_PEOPLE): Promise<number> {
  let offered = 0;
  for (const service of gov.pack.services.values()) {
    if (!isOffering(service) || windowOn(service, today(gov)) === undefined) continue;
    try {
      offered += await offerSome(gov, service, batch);
    } catch (error) {
      gov.logger.error({ err: error, service: service.id }, 'a service could not be offered; it is tried again');
    }
  }
  return offered;
}

/** A service about a record is offered when there is such a record (see `offers.ts`). */
const isOffering = (service: Service): service is Offering =>
  service.offer !== undefined && service.about === undefined;

async function offerSome(gov: Government, service: Offering, batch: number): Promise<number> {
  let offered = 0;
  for (let done = 0; done < BATCHES; done++) {
    const step = await transaction(gov.db, (tx) => offerNext(tx, gov, service, batch));
    if (step === undefined) break;
    offered += step;
  }
  return offered;
}

/** Looks at the next people of the round and tells them; undefined when nobody is left, or another process is at work. */
async function offerNext(tx: Db, gov: Government, service: Offering, batch: number): Promise<number | undefined> {
  const day = today(gov);
  const from = windowOn(service, day);
  const round = await holdRound(tx, service, day);
  if (!round || round.finishedAt || from === undefined) return undefined;
  const page = await findEligible(tx, gov, {
    service,
    day,
    limit: batch,
    ...(round.after !== null && { after: round.after }),
    wanted: (people) => withoutIt(tx, gov, people, service.id, from),
  });
  const people = page.people.map(({ person }) => person);
  await tellAll(tx, gov, service, people, from);
  await moveRound(tx, service, movedOn(gov, round, people.length, page.next));
  return people.length;
}

function movedOn(gov: Government, { day, after, offered }: Round, more: number, next: string | undefined): Round {
  const finishedAt = next === undefined ? gov.clock.now() : null;
  return { day, after: next ?? after, offered: offered + more, finishedAt };
}

async function tellAll(
  tx: Db,
  gov: Government,
  service: Offering,
  people: readonly string[],
  from: Day,
): Promise<void> {
  if (people.length === 0) return;
  const at = gov.clock.now();
  await rememberOffers(tx, people, { service: service.id, from, at });
  const { title, body } = service.offer;
  const link = `/services/${service.id}`;
  for (const to of people) await send(tx, { to, at, title, body, link, key: `eligible:${service.id}:${from}` });
}

/** The first day of the window that a day lies in; undefined while the service is closed. */
function windowOn(service: Service, day: Day): Day | undefined {
  const opening = openingOn(service, day);
  if (opening.state === 'always') return ALWAYS;
  return opening.state === 'open' ? opening.window.from : undefined;
}
