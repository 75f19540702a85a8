import type { Text } from '../../../kernel/index.ts';

/** Words of the pages on which somebody is asked to show something out of their wallet. */
export const ASKING = {
  here: { ko: '이 기기의 지갑으로 하기', 'zh-Hant': '使用這台裝置上的皮夾', en: 'Use the wallet on this device' },
  elsewhere: {
    ko: '다른 기기의 지갑으로 하기',
    'zh-Hant': '使用另一台裝置上的皮夾',
    en: 'Use a wallet on another device',
  },
  openHere: { ko: '지갑에서 계속하기', 'zh-Hant': '在皮夾中繼續', en: 'Continue in your wallet' },
  openHereHelp: {
    ko: '누가 무엇을 요청하는지 지갑에 나와요. 동의하면 이 화면으로 돌아와요.',
    'zh-Hant': '皮夾會顯示是誰提出要求、要求什麼。您同意後，會回到這裡。',
    en: 'Your wallet says who asks and for what. When you agree, you come back here.',
  },
  open: { ko: '지갑 열기', 'zh-Hant': '開啟皮夾', en: 'Open your wallet' },
  otherWallet: { ko: '다른 지갑 앱으로 열기', 'zh-Hant': '用其他皮夾 App 開啟', en: 'Open another wallet app' },
  scan: {
    ko: '휴대전화의 지갑으로 QR 찍기',
    'zh-Hant': '用手機皮夾掃描 QR Code',
    en: 'Scan with the wallet on your phone',
  },
  scanOpen: {
    ko: '휴대전화에서 디지털 지갑을 열어 주세요.',
    'zh-Hant': '在手機上開啟數位憑證皮夾。',
    en: 'Open the wallet on your phone.',
  },
  scanCode: {
    ko: '지갑에서 이 QR을 찍어 주세요.',
    'zh-Hant': '用皮夾掃描這個 QR Code。',
    en: 'Scan this QR code with it.',
  },
  scanCheck: {
    ko: '지갑에 나온 요청한 곳이 ‘{name}’인지 확인한 뒤 동의해 주세요.',
    'zh-Hant': '確認皮夾顯示的是「{name}」，再按同意。',
    en: 'Check that the wallet says “{name}”, and agree.',
  },
  qr: { ko: '지갑으로 찍는 QR', 'zh-Hant': '供皮夾掃描的 QR Code', en: 'QR code for a wallet' },
  until: { ko: '{time}까지 쓸 수 있어요.', 'zh-Hant': '可使用至 {time}。', en: 'Good until {time}.' },
  answered: { ko: '지갑에서 동의했어요', 'zh-Hant': '我已在皮夾中同意', en: 'I have agreed in the wallet' },
  notYet: {
    ko: '아직 지갑에서 답이 오지 않았어요. 동의한 뒤 다시 눌러 주세요.',
    'zh-Hant': '皮夾尚未回覆。請先在皮夾中同意，再按一次。',
    en: 'The wallet has not answered yet. Agree there first, then press again.',
  },
  waiting: { ko: '지갑의 답을 기다리고 있어요.', 'zh-Hant': '正在等候皮夾回覆。', en: 'Waiting for the wallet.' },
  away: {
    ko: '서버에 연결할 수 없어요. 연결되면 이어서 할게요.',
    'zh-Hant': '目前無法連線到伺服器，恢復後會自動繼續。',
    en: 'The server cannot be reached. This goes on when it can.',
  },
  startOver: { ko: '다시 시작하기', 'zh-Hant': '重新開始', en: 'Start again' },
  otherWay: { ko: '다른 방법 고르기', 'zh-Hant': '選擇其他方式', en: 'Choose another way' },
  lapsed: { ko: '시간이 지났어요', 'zh-Hant': '時間已過', en: 'This took too long' },
  lapsedHelp: {
    ko: '요청은 몇 분 동안만 쓸 수 있어요. 다시 시작해 주세요.',
    'zh-Hant': '這項要求只在幾分鐘內有效，請重新開始。',
    en: 'A request is good for a few minutes. Start again.',
  },
  refused: { ko: '지갑에서 거절했어요', 'zh-Hant': '您在皮夾中拒絕了', en: 'You refused in the wallet' },
  refusedHelp: {
    ko: '아무 정보도 전달되지 않았어요.',
    'zh-Hant': '沒有任何資料被送出。',
    en: 'Nothing was shared.',
  },
  false: {
    ko: '전자증명서를 확인하지 못했어요',
    'zh-Hant': '數位憑證未通過驗證',
    en: 'The card could not be verified',
  },
  elsewhereBegun: {
    ko: '이 요청은 다른 브라우저에서 시작했거나 이미 끝났어요. 시작한 브라우저에서 계속하거나, 여기서 다시 시작해 주세요.',
    'zh-Hant': '這項要求是在另一個瀏覽器開始的，或已經結束。請回到原本的瀏覽器繼續，或在這裡重新開始。',
    en: 'This was begun in another browser, or is over. Go on in that browser, or start again here.',
  },
} satisfies Record<string, Text>;
