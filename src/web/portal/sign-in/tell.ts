import { type Db, deviceName, fill, formatTime } from '../../../kernel/index.ts';
import { send } from '../../../messages/index.ts';
import type { Government } from '../../../pack/index.ts';
import { SIGNING_IN } from './words.ts';

/**
 * Tells somebody that their wallet has opened a browser elsewhere. Whoever was deceived into it, by a code that another had
 * begun with, learns it here and can end it.
 */
export async function tellElsewhere(tx: Db, gov: Government, person: string, userAgent: string | null): Promise<void> {
  const at = gov.clock.now();
  const device = deviceName(userAgent ?? undefined);
  const body = fill(device ? SIGNING_IN.elsewhereBody : SIGNING_IN.elsewhereBodyUnknown, (locale) => ({
    device: device ?? '',
    time: formatTime(at, locale, gov.pack.timeZone),
  }));
  await send(tx, { to: person, at, title: SIGNING_IN.elsewhereTitle, body, link: '/settings' });
}
