import { AppError } from '../kernel/index.ts';
import type { Channel, Government, Programme } from '../pack/index.ts';

/**
 * A programme of the pack.
 * @throws AppError `not-found`.
 */
export function programmeOf({ pack }: Pick<Government, 'pack'>, id: string): Programme {
  const programme = pack.programmes.get(id);
  if (!programme) {
    throw new AppError('not-found', {
      ko: '이 사업을 찾을 수 없어요.',
      'zh-Hant': '查無這項計畫。',
      en: 'There is no such programme.',
    });
  }
  return programme;
}

/** A channel of a programme; undefined where it has none of that id. */
export const channelOf = ({ channels }: Programme, id: string): Channel | undefined =>
  channels.find((channel) => channel.id === id);
