import { createHmac } from 'node:crypto';
import type { Clock, Logger } from '../kernel/index.ts';
import type { LogEntry, NodeLog } from './log.ts';
import type { Answer, Ask, Given, Question, Refused } from './protocol/index.ts';
import type { Mapping, NodeSettings } from './settings.ts';
import type { Source } from './sources/index.ts';

/** What answers come from and go by. */
export interface Answering {
  settings: NodeSettings;
  sources: ReadonlyMap<string, Source>;
  log: NodeLog;
  /** Hides numbers of people in the log. */
  logSecret: Uint8Array;
  clock: Clock;
  logger: Logger;
  /** Whether one more person may be asked about. */
  isWithinLimit(platform: string, most: number, at: number): boolean;
}

type Answered = Given | Refused;

/** Answers a question of a platform, each thing for itself, and writes the log before it does. */
export async function answerQuestion(
  answering: Answering,
  { platform, question }: { platform: string; question: Question },
): Promise<Answer> {
  const answers = await Promise.all(question.asks.map((ask) => answerAsk(answering, platform, question, ask)));
  const at = answering.clock.now().toISOString();
  await answering.log.append(
    question.asks.map(
      (ask, nth): LogEntry => ({
        ...{ at, platform, question: question.id, reader: question.reader, basis: question.basis },
        registry: ask.registry,
        person: hiddenNumber(answering.logSecret, ask.person),
        fields: ask.fields,
        outcome: outcomeOf(answers[nth]!),
      }),
    ),
  );
  return { question: question.id, answers };
}

const outcomeOf = (answer: Answered): LogEntry['outcome'] =>
  'refused' in answer ? { refused: answer.refused } : { records: answer.records.length };

/** By which a person stands in a node's log. */
export const hiddenNumber = (secret: Uint8Array, number: string): string =>
  createHmac('sha256', secret).update(number).digest('base64url');

async function answerAsk(answering: Answering, platform: string, question: Question, ask: Ask): Promise<Answered> {
  const { settings, sources, clock, logger } = answering;
  const { registry, person, fields } = ask;
  const refused = (why: Refused['refused']): Refused => ({ registry, person, refused: why });
  const most = settings.platforms.get(platform)!.peopleAMinute;
  if (!answering.isWithinLimit(platform, most, clock.now().getTime() / 1_000)) return refused('limit');
  const mapping = settings.registries.get(registry);
  if (!mapping || !fields.every((field) => mapping.fields.has(field))) return refused('not-here');
  if (!mayAsk(mapping, question)) return refused('not-you');
  try {
    const { asOf, records } = await sources.get(mapping.source)!.find(mapping, person, fields);
    return { registry, person, as_of: asOf.toISOString(), records };
  } catch (error) {
    logger.error({ registry, code: (error as { code?: unknown }).code }, 'a source cannot be read');
    return refused('fault');
  }
}

/** By the rules of the node, whatever the platform thinks. */
function mayAsk({ answers }: Mapping, { reader, basis }: Question): boolean {
  if (reader.kind === 'self') return answers.people;
  if (basis === 'consent' && answers.consent) return true;
  return basis === 'statute' && reader.kind !== 'party' && answers.agencies.includes(reader.agency ?? '');
}
