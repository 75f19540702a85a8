import type { Text } from '../../kernel/index.ts';

/** The page on which anybody checks a card. */
export const VERIFIER = {
  title: { ko: '증명서 진위 확인', 'zh-Hant': '驗證數位憑證', en: 'Verify a card' },
  shortName: { ko: '진위 확인', 'zh-Hant': '驗證', en: 'Verify' },
  lead: {
    ko: '상대방의 휴대폰이나 종이에 있는 코드를 찍으면 답이 바로 나와요.',
    'zh-Hant': '掃描對方手機或紙本上的代碼，立即得到答案。',
    en: 'Scan the code on somebody’s phone or paper, and see the answer at once.',
  },
  noScript: {
    ko: '이 페이지는 자바스크립트로 확인해요. 브라우저에서 자바스크립트를 켜 주세요.',
    'zh-Hant': '本頁以 JavaScript 驗證，請在瀏覽器中啟用 JavaScript。',
    en: 'This page verifies with JavaScript. Turn JavaScript on in your browser.',
  },

  // What it knows.
  loading: { ko: '자료를 불러오고 있어요.', 'zh-Hant': '正在載入資料。', en: 'Loading the data.' },
  dataOf: { ko: '{at} 기준 자료 ({ago})', 'zh-Hant': '資料時間：{at}（{ago}）', en: 'Data of {at} ({ago})' },
  offline: {
    ko: '지금은 서버에 닿지 않아요. 보관한 자료로 계속 확인할 수 있어요.',
    'zh-Hant': '目前無法連上伺服器，可用已保存的資料繼續驗證。',
    en: 'No server answers now. You can go on with the data that is kept here.',
  },
  old: {
    ko: '자료가 하루보다 오래됐어요. 그 뒤에 폐기된 증명서는 알 수 없어요.',
    'zh-Hant': '資料已超過一天，無法得知之後撤銷的憑證。',
    en: 'The data is more than a day old: cards that were revoked since then are not known.',
  },
  noData: {
    ko: '아직 자료가 없어요. 네트워크에 한 번 연결해 주세요.',
    'zh-Hant': '尚無資料，請先連上網路一次。',
    en: 'There is no data yet. Connect to a network once.',
  },
  renew: { ko: '자료 새로 받기', 'zh-Hant': '更新資料', en: 'Renew the data' },
  kept: {
    ko: '이 페이지는 기기에 보관되어 네트워크 없이도 열려요. 홈 화면에 추가해 두면 편해요.',
    'zh-Hant': '本頁已保存在裝置上，沒有網路也能開啟。加入主畫面更方便。',
    en: 'This page is kept on your device and opens without a network. Add it to your home screen.',
  },

  // Scanning.
  cameraStart: { ko: '코드 찍기', 'zh-Hant': '掃描代碼', en: 'Scan a code' },
  cameraLight: { ko: '조명 켜기', 'zh-Hant': '開啟手電筒', en: 'Turn on the light' },
  cameraView: { ko: '카메라 화면', 'zh-Hant': '相機畫面', en: 'What the camera sees' },
  asking: {
    ko: '브라우저가 물으면 카메라를 허용해 주세요.',
    'zh-Hant': '瀏覽器詢問時，請允許使用相機。',
    en: 'Allow the camera when your browser asks.',
  },
  looking: { ko: '코드를 화면 안에 맞춰 주세요.', 'zh-Hant': '請將代碼對準畫面。', en: 'Hold the code in view.' },
  read: { ko: '읽었어요.', 'zh-Hant': '已讀取。', en: 'Read.' },
  denied: {
    ko: '카메라를 쓸 수 없게 되어 있어요. 브라우저 설정에서 이 사이트의 카메라를 허용해 주세요.',
    'zh-Hant': '相機未獲允許，請在瀏覽器設定中允許此網站使用相機。',
    en: 'The camera is blocked. Allow it for this site in the settings of your browser.',
  },
  missing: {
    ko: '카메라를 찾지 못했어요. 아래에 코드를 붙여 넣어 주세요.',
    'zh-Hant': '找不到相機，請在下方貼上代碼內容。',
    en: 'We found no camera. Paste the code below.',
  },
  busy: {
    ko: '카메라를 켜지 못했어요. 다른 앱이 쓰고 있으면 닫고 다시 켜 주세요.',
    'zh-Hant': '無法開啟相機。若其他程式正在使用，請先關閉再試。',
    en: 'The camera did not start. Close other apps that use it and try again.',
  },
  dark: {
    ko: '너무 어두워요. 밝은 곳으로 옮기거나 조명을 켜 주세요.',
    'zh-Hant': '光線太暗，請移到明亮處或開啟手電筒。',
    en: 'It is too dark. Move to a brighter place or turn on the light.',
  },
  slow: {
    ko: '아직 읽지 못했어요. 화면 밝기를 높이고 조금 떨어뜨려 보세요.',
    'zh-Hant': '尚未讀到。請調高螢幕亮度並稍微拉開距離。',
    en: 'Nothing read yet. Make the other screen brighter and hold it a little further away.',
  },
  paste: { ko: '코드 붙여 넣기', 'zh-Hant': '貼上代碼內容', en: 'Paste a code' },
  pasteField: {
    ko: 'CARD1: 으로 시작하는 코드',
    'zh-Hant': '以 CARD1: 開頭的內容',
    en: 'The code, which begins with CARD1:',
  },
  check: { ko: '확인하기', 'zh-Hant': '驗證', en: 'Verify' },

  // The question.
  ask: { ko: '내 화면으로 질문하기', 'zh-Hant': '出示我的提問代碼', en: 'Ask from my screen' },
  askHelp: {
    ko: '화면 사진이 아닌지 확실히 하고 싶거나, 상대방 휴대폰의 시계가 맞지 않을 때 쓰세요.',
    'zh-Hant': '想確定對方出示的不是截圖，或對方手機時間不準時使用。',
    en: 'To be sure that it is no screenshot, or when the other phone’s clock is wrong.',
  },
  question: {
    ko: '상대방에게 이 코드를 먼저 찍게 하세요',
    'zh-Hant': '請對方先掃描此代碼',
    en: 'Let them scan this code first',
  },
  questionHelp: {
    ko: '상대방의 지갑에서 카메라로 찍으면 이 질문에만 맞는 코드가 나와요. 그 코드를 찍으세요. 질문은 2분 동안 쓸 수 있어요.',
    'zh-Hant': '對方用皮夾的相機掃描後，會出現只回答此提問的代碼，請掃描該代碼。提問有效 2 分鐘。',
    en: 'Their wallet’s camera reads it and shows a code that answers this question only. Scan that one. A question lasts 2 minutes.',
  },
  stopAsking: { ko: '질문 그만두기', 'zh-Hant': '停止提問', en: 'Stop asking' },

  // The answer.
  yes: { ko: '예', 'zh-Hant': '是', en: 'Yes' },
  no: { ko: '아니요', 'zh-Hant': '否', en: 'No' },
  genuine: { ko: '진짜예요', 'zh-Hant': '驗證無誤', en: 'Genuine' },
  refused: { ko: '확인되지 않았어요', 'zh-Hant': '未通過驗證', en: 'Not confirmed' },
  of: { ko: '{type} · {agency}', 'zh-Hant': '{type} · {agency}', en: '{type} · {agency}' },
  paper: {
    ko: '종이 증명서예요. 누구나 가지고 있을 수 있으니 적힌 사람이 맞는지 비교해 주세요.',
    'zh-Hant': '這是紙本憑證，任何人都可能持有，請比對是否為本人。',
    en: 'This is a paper card, which anybody can carry: compare who it names with the person before you.',
  },
  phone: {
    ko: '이 증명서가 발급된 휴대폰이 지금 보여 주고 있어요. 얼굴은 확인하지 않았어요.',
    'zh-Hant': '由核發對象的手機即時出示，未比對長相。',
    en: 'Shown just now by the phone that has the card. Nobody has compared faces.',
  },
  next: { ko: '다음 코드 찍기', 'zh-Hant': '掃描下一個', en: 'Scan the next code' },
  back: { ko: '처음으로', 'zh-Hant': '返回', en: 'Back' },
  again: { ko: '소리 다시 듣기', 'zh-Hant': '再播放一次', en: 'Play the sound again' },

  // What it is.
  how: { ko: '어떻게 확인하나요', 'zh-Hant': '如何驗證', en: 'How it verifies' },
} satisfies Record<string, Text>;

/** What stands below, point by point. */
export const HOW: readonly Text[] = [
  {
    ko: '발급 기관의 서명, 휴대폰의 서명, 유효 기간, 폐기 여부를 이 기기에서 확인해요. 코드는 어디에도 보내지 않아요.',
    'zh-Hant': '發證機關的簽章、手機的簽章、效期與撤銷狀態都在本裝置上驗證，代碼內容不會傳送到任何地方。',
    en: 'The issuer’s signature, the phone’s signature, the dates and whether it was revoked are checked on this device. The code is sent nowhere.',
  },
  {
    ko: '상대방이 고른 것만 보여요. 나머지는 코드에 들어 있지도 않아요.',
    'zh-Hant': '只會顯示對方選擇出示的項目，其餘資料不在代碼裡。',
    en: 'You see only what they chose to show. The rest is not in the code at all.',
  },
  {
    ko: '휴대폰의 코드는 30초 동안만 쓸 수 있어요. 화면을 찍은 사진은 쓸 수 없어요.',
    'zh-Hant': '手機上的代碼只有 30 秒效力，截圖無法使用。',
    en: 'A phone’s code works for 30 seconds. A picture of a screen does not.',
  },
  {
    ko: '서버가 모두 멈춰도 보관한 자료로 14일 동안 확인할 수 있어요. 자료가 얼마나 오래됐는지 항상 알려 드려요.',
    'zh-Hant': '即使所有伺服器都停擺，仍可用已保存的資料驗證 14 天，並會顯示資料時間。',
    en: 'With all servers stopped it goes on for 14 days with the data that it keeps, and always says how old that is.',
  },
  {
    ko: '이 페이지는 주소를 직접 쓰거나 홈 화면에서 여세요. 상대방이 보여 준 링크로 연 페이지의 답은 믿지 마세요.',
    'zh-Hant': '請自行輸入網址或從主畫面開啟本頁，不要相信由對方提供的連結所顯示的結果。',
    en: 'Open this page by its address or from your home screen. Do not believe a page that opened by a link they gave you.',
  },
];

/** Why a code is refused, and what to do. */
export const REASONS = {
  unreadable: {
    ko: '증명서 코드가 아니에요. 지갑에서 "화면으로 보여 주기"를 열어 달라고 하세요.',
    'zh-Hant': '這不是憑證代碼，請對方在皮夾開啟「以畫面出示」。',
    en: 'This is no code of a card. Ask them to open “Show on this screen” in their wallet.',
  },
  foreign: {
    ko: '우리가 아는 어떤 기관도 이것에 서명하지 않았어요.',
    'zh-Hant': '沒有任何已知機關簽署過這張憑證。',
    en: 'No agency that we know has signed this.',
  },
  changed: {
    ko: '발급된 뒤에 내용이 바뀌었어요.',
    'zh-Hant': '內容在核發後遭到更改。',
    en: 'It was changed after it was issued.',
  },
  distrusted: {
    ko: '유출된 키로 서명되어 더는 믿을 수 없어요. 새로 받은 증명서를 보여 달라고 하세요.',
    'zh-Hant': '簽署的金鑰已外洩，不再可信，請對方更新憑證後再出示。',
    en: 'It was signed by a key that has leaked. Ask them to fetch the card anew.',
  },
  early: {
    ko: '아직 유효 기간이 시작되지 않았어요. 이 기기의 시계가 맞는지 확인해 주세요.',
    'zh-Hant': '尚未生效，請確認本裝置的時間是否正確。',
    en: 'It is not good yet. Check the clock of this device.',
  },
  expired: {
    ko: '유효 기간이 지났어요. 새로 받은 증명서를 보여 달라고 하세요.',
    'zh-Hant': '已過期，請對方更新憑證後再出示。',
    en: 'It has expired. Ask them to fetch the card anew.',
  },
  borrowed: {
    ko: '이 증명서가 발급된 휴대폰이 보여 준 것이 아니에요.',
    'zh-Hant': '出示的手機不是核發此憑證的手機。',
    en: 'The phone that showed it is not the one that it was issued to.',
  },
  stale: {
    ko: '만든 지 30초가 넘은 코드예요. 화면 사진일 수 있어요. 지갑에서 바로 보여 달라고 하고, 또 안 되면 내 화면으로 질문하세요.',
    'zh-Hant': '此代碼產生已超過 30 秒，可能是截圖。請對方直接用皮夾出示；若仍失敗，請出示提問代碼。',
    en: 'This code is more than 30 seconds old: it may be a screenshot. Ask for the one in the wallet now; if that fails too, ask from your screen.',
  },
  ahead: {
    ko: '상대방 휴대폰과 이 기기의 시계가 서로 달라요. 내 화면으로 질문하세요.',
    'zh-Hant': '對方手機與本裝置的時間不一致，請出示提問代碼。',
    en: 'The clocks of the two phones differ. Ask from your screen.',
  },
  unasked: {
    ko: '다른 곳의 질문에 답한 코드예요. 내 화면으로 질문하거나 새 코드를 보여 달라고 하세요.',
    'zh-Hant': '此代碼回答的是別處的提問，請出示提問代碼或請對方產生新代碼。',
    en: 'This code answers somebody else’s question. Ask from your screen, or for a new code.',
  },
  unanswered: {
    ko: '화면의 질문에 답한 코드가 아니에요. 상대방이 질문 코드를 먼저 찍어야 해요.',
    'zh-Hant': '此代碼沒有回答畫面上的提問，請對方先掃描提問代碼。',
    en: 'This code does not answer the question on your screen. They have to scan that first.',
  },
  taken: {
    ko: '여기서 이미 읽은 코드예요. 코드는 몇 초마다 바뀌니 다음 것을 보여 달라고 하세요.',
    'zh-Hant': '此代碼已在這裡讀取過。代碼每隔幾秒更新，請對方出示下一個。',
    en: 'This very code was read here before. It changes every few seconds: ask for the next one.',
  },
  unknown: {
    ko: '보관한 자료보다 나중에 발급되어 상태를 알 수 없어요. 네트워크에 연결해 자료를 새로 받으세요.',
    'zh-Hant': '核發時間晚於已保存的資料，無法得知狀態，請連上網路更新資料。',
    en: 'It was issued after the data that is kept here. Connect to a network and renew the data.',
  },
  suspended: { ko: '효력이 정지된 증명서예요.', 'zh-Hant': '此憑證已停用。', en: 'The card is suspended.' },
  revoked: { ko: '폐기된 증명서예요.', 'zh-Hant': '此憑證已撤銷。', en: 'The card was revoked.' },
  'no-data': {
    ko: '확인할 자료가 없거나 너무 오래됐어요. 네트워크에 연결해 자료를 새로 받으세요.',
    'zh-Hant': '沒有可用的資料或資料過舊，請連上網路更新資料。',
    en: 'There is no data to check it by, or it is too old. Connect to a network and renew the data.',
  },
} satisfies Record<string, Text>;
