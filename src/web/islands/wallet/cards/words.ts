import type { Text } from '../../../../kernel/index.ts';

/** Words for cards that are held. */
export const CARD_WORDS = {
  cards: { ko: '내 증명서', 'zh-Hant': '我的憑證', en: 'My cards' },
  none: { ko: '아직 증명서가 없어요', 'zh-Hant': '目前沒有憑證', en: 'No cards yet' },
  noneHelp: {
    ko: '받을 수 있는 증명서를 고르거나, 기관에서 받은 QR 코드를 찍어 주세요.',
    'zh-Hant': '請選擇可以取得的憑證，或掃描機關提供的 QR Code。',
    en: 'Choose a card that you can have, or scan the QR code that an agency gave you.',
  },
  add: { ko: '증명서 추가', 'zh-Hant': '新增憑證', en: 'Add a card' },
  show: { ko: '증명서 보여 주기', 'zh-Hant': '出示憑證', en: 'Show a card' },
  showThis: { ko: '이 증명서 보여 주기', 'zh-Hant': '出示這張憑證', en: 'Show this card' },
  scan: { ko: 'QR 찍기', 'zh-Hant': '掃描 QR Code', en: 'Scan a QR code' },
  says: { ko: '증명서에 담긴 정보', 'zh-Hant': '憑證內容', en: 'What it says' },
  details: { ko: '증명서 정보', 'zh-Hant': '關於這張憑證', en: 'About this card' },
  issuer: { ko: '발급 기관', 'zh-Hant': '發證機關', en: 'Issuer' },
  status: { ko: '상태', 'zh-Hant': '狀態', en: 'Status' },
  checking: { ko: '확인 중', 'zh-Hant': '確認中', en: 'Checking' },
  expires: { ko: '유효 기한', 'zh-Hant': '有效期限', en: 'Expires on' },
  added: { ko: '추가한 날', 'zh-Hant': '新增日期', en: 'Added on' },
  copies: { ko: '남은 새 사본', 'zh-Hant': '未使用的副本', en: 'Copies not shown yet' },
  copiesHelp: {
    ko: '보여 줄 때마다 새 사본을 하나씩 써요. 그래서 받는 쪽이 서로 비교해도 같은 사람인지 알 수 없어요. 다 쓰면 인터넷에 연결될 때 새로 받아요.',
    'zh-Hant': '每次出示都會使用一份新的副本，因此接收者互相比對也不知道是同一個人。用完後，連上網路時會再取得。',
    en: 'Each time you show the card it uses a new copy. So those who saw it cannot tell that it was the same person. When they are used up, the wallet fetches new ones once there is a network.',
  },
  fetchCopies: { ko: '새 사본 받기', 'zh-Hant': '取得新的副本', en: 'Fetch new copies' },
  fetched: { ko: '새 사본을 받았어요', 'zh-Hant': '已取得新的副本', en: 'New copies are here' },
  fetchFailed: {
    ko: '새 사본을 받지 못했어요. 증명서를 다시 추가해 주세요.',
    'zh-Hant': '無法取得新的副本。請重新新增這張憑證。',
    en: 'New copies could not be fetched. Add the card again.',
  },
  fetchAway: {
    ko: '지금은 발급 기관에 연결할 수 없어요. 나중에 다시 해 주세요.',
    'zh-Hant': '目前無法連線到發證機關，請稍後再試。',
    en: 'The issuer cannot be reached now. Try again later.',
  },
  remove: { ko: '지갑에서 빼기', 'zh-Hant': '從皮夾移除', en: 'Remove from this wallet' },
  removeHelp: {
    ko: '이 휴대폰에서만 없어져요. 증명서를 폐기하려면 로그인해서 ‘내 전자증명서’에서 하세요.',
    'zh-Hant': '只會從這支手機移除。如要撤銷憑證，請登入後到「我的數位憑證」辦理。',
    en: 'It goes from this phone only. To revoke the card, sign in and use the page “My cards”.',
  },
  removeSure: {
    ko: '지갑에서 뺄까요? {card}',
    'zh-Hant': '要從皮夾移除「{card}」嗎？',
    en: 'Remove “{card}” from this wallet?',
  },
  keep: { ko: '그대로 두기', 'zh-Hant': '保留', en: 'Keep it' },
  gone: { ko: '이 증명서는 지갑에 없어요', 'zh-Hant': '皮夾裡沒有這張憑證', en: 'This card is not in the wallet' },
  later: { ko: '발급을 기다리는 증명서', 'zh-Hant': '等待核發的憑證', en: 'Waiting to be issued' },
  laterHelp: {
    ko: '기관이 결정하면 여기에 들어와요.',
    'zh-Hant': '機關審查後會出現在這裡。',
    en: 'They come here once the agency has decided.',
  },
  askAgain: { ko: '다시 확인하기', 'zh-Hant': '再次確認', en: 'Check again' },
} satisfies Record<string, Text>;

/** How a card stands. */
export const STANDING_WORDS = {
  valid: { ko: '사용할 수 있어요', 'zh-Hant': '有效', en: 'Valid' },
  suspended: { ko: '효력 정지', 'zh-Hant': '停用', en: 'Suspended' },
  gone: { ko: '폐기됨', 'zh-Hant': '已撤銷', en: 'Revoked' },
  over: { ko: '만료됨', 'zh-Hant': '已過期', en: 'Expired' },
  unknown: {
    ko: '지금은 확인할 수 없어요 (인터넷 연결 없음)',
    'zh-Hant': '目前無法確認（沒有網路）',
    en: 'Cannot be checked now (no network)',
  },
} satisfies Record<string, Text>;
