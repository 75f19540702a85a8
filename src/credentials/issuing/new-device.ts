import { type Db, deviceName, fill, first, formatTime, sql } from '../../kernel/index.ts';
import { send } from '../../messages/index.ts';
import type { Government } from '../../pack/index.ts';
import { walletsOf } from './wallets.ts';

/** Whether a device was never given a copy of a card of somebody's. */
export async function isNewDevice(tx: Db, person: string, wallet: string): Promise<boolean> {
  const given = await first(
    tx,
    sql`select from credentials.copy where person = ${person} and wallet = ${wallet} limit 1`,
  );
  return given === undefined;
}

/**
 * Tells somebody that a device has fetched a card of theirs for the first time, once for each. Whose offer and code were
 * taken by somebody else learns it here, and can block the device.
 */
export async function tellOfDevice(tx: Db, gov: Government, person: string, wallet: string): Promise<void> {
  const at = gov.clock.now();
  const seen = (await walletsOf(tx, gov, person)).find((one) => one.wallet === wallet);
  const device = deviceName(seen?.agent) ?? seen?.name;
  const body = fill(device === undefined ? WORDS.bodyUnknown : WORDS.body, (locale) => ({
    device: device ?? '',
    time: formatTime(at, locale, gov.pack.timeZone),
  }));
  await send(tx, { to: person, at, key: `new-device ${wallet}`, title: WORDS.title, body, link: '/cards/devices' });
}

const WORDS = {
  title: {
    ko: '새 기기의 지갑에 증명서가 담겼어요',
    'zh-Hant': '新裝置的皮夾已取得您的數位憑證',
    en: 'A new device has fetched a card of yours',
  },
  body: {
    ko: '{time}에 {device} 기기의 지갑에 내 증명서가 담겼어요. 내 기기가 아니라면 기기 목록에서 바로 막아 주세요. 그 기기에 있는 것만 폐기되고 다른 기기는 그대로 쓸 수 있어요.',
    'zh-Hant':
      '{time}，{device} 裝置的皮夾取得了您的數位憑證。如果不是您的裝置，請立即在裝置清單中停用。只有該裝置上的憑證會撤銷，其他裝置不受影響。',
    en: 'At {time} a wallet on {device} fetched a card of yours. If that device is not yours, block it now in the list of your devices: only what is on it is revoked, and your other devices keep theirs.',
  },
  bodyUnknown: {
    ko: '{time}에 새 기기의 지갑에 내 증명서가 담겼어요. 내 기기가 아니라면 기기 목록에서 바로 막아 주세요. 그 기기에 있는 것만 폐기되고 다른 기기는 그대로 쓸 수 있어요.',
    'zh-Hant':
      '{time}，一台新裝置的皮夾取得了您的數位憑證。如果不是您的裝置，請立即在裝置清單中停用。只有該裝置上的憑證會撤銷，其他裝置不受影響。',
    en: 'At {time} a wallet on a new device fetched a card of yours. If that device is not yours, block it now in the list of your devices: only what is on it is revoked, and your other devices keep theirs.',
  },
};
