import type { Text } from '../../kernel/index.ts';

/** Words that the till and whoever pays share: the sign of a payment, the camera, the wait for each other. */
export const PAYING = {
  signPair: { ko: '{colour} · {picture}', 'zh-Hant': '{colour} · {picture}', en: '{colour} · {picture}' },
  signHelp: {
    ko: '가맹점과 손님의 화면에 같은 색과 그림이 나와요. 1분마다 바뀌어요.',
    'zh-Hant': '店家與顧客的畫面會顯示相同的顏色與圖案，每分鐘更換。',
    en: 'The shop and the customer see the same colour and picture. They change each minute.',
  },
  signOver: {
    ko: '확인 화면 시간이 지났어요. 결제는 그대로예요.',
    'zh-Hant': '確認畫面已結束，付款不受影響。',
    en: 'The sign has ended. The payment stands.',
  },
  playAgain: { ko: '소리 다시 듣기', 'zh-Hant': '再播一次聲音', en: 'Play the sound again' },
  paid: { ko: '결제했어요', 'zh-Hant': '付款完成', en: 'Paid' },
  refused: { ko: '결제하지 못했어요', 'zh-Hant': '未完成付款', en: 'Not paid' },
  refunded: { ko: '환불했어요', 'zh-Hant': '已退款', en: 'Refunded' },
  noMoneyMoved: { ko: '돈은 빠져나가지 않았어요.', 'zh-Hant': '款項沒有異動。', en: 'No money has moved.' },
  paidAt: { ko: '결제 시각', 'zh-Hant': '付款時間', en: 'Paid at' },
  programme: { ko: '결제 수단', 'zh-Hant': '付款方式', en: 'Paid with' },
  shop: { ko: '가맹점', 'zh-Hant': '店家', en: 'Shop' },
  amount: { ko: '금액', 'zh-Hant': '金額', en: 'Amount' },
  receipt: { ko: '기록 증명', 'zh-Hant': '紀錄證明', en: 'Proof' },
  seeReceipt: { ko: '기록 증명 보기', 'zh-Hant': '查看紀錄證明', en: 'See the proof' },
  way: { ko: '결제 방법', 'zh-Hant': '付款途徑', en: 'How' },

  cameraStart: { ko: '카메라 켜기', 'zh-Hant': '開啟相機', en: 'Turn on the camera' },
  cameraLight: { ko: '조명 켜기', 'zh-Hant': '開啟手電筒', en: 'Turn on the light' },
  cameraView: { ko: '카메라 화면', 'zh-Hant': '相機畫面', en: 'What the camera sees' },
  cameraAsking: {
    ko: '브라우저가 물으면 카메라를 허용해 주세요.',
    'zh-Hant': '瀏覽器詢問時，請允許使用相機。',
    en: 'Allow the camera when your browser asks.',
  },
  cameraLooking: {
    ko: 'QR 코드를 화면 안에 맞춰 주세요.',
    'zh-Hant': '請將 QR Code 對準畫面。',
    en: 'Hold the QR code in view.',
  },
  cameraRead: { ko: '읽었어요. 잠시만 기다려 주세요.', 'zh-Hant': '已讀取，請稍候。', en: 'Read. One moment.' },
  cameraDenied: {
    ko: '카메라를 쓸 수 없게 되어 있어요. 브라우저 설정에서 이 사이트의 카메라를 허용하거나 아래에 번호를 써 주세요.',
    'zh-Hant': '相機未獲允許。請在瀏覽器設定中允許此網站使用相機，或在下方輸入號碼。',
    en: 'The camera is blocked. Allow it for this site in the settings of your browser, or type the number below.',
  },
  cameraMissing: {
    ko: '카메라를 찾지 못했어요. 아래에 번호를 써 주세요.',
    'zh-Hant': '找不到相機，請在下方輸入號碼。',
    en: 'We found no camera. Type the number below.',
  },
  cameraBusy: {
    ko: '카메라를 켜지 못했어요. 다른 앱이 쓰고 있으면 닫고 다시 켜거나, 아래에 번호를 써 주세요.',
    'zh-Hant': '無法開啟相機。若其他程式正在使用，請先關閉再試，或在下方輸入號碼。',
    en: 'The camera did not start. Close other apps that use it and try again, or type the number below.',
  },
  cameraDark: {
    ko: '너무 어두워요. 밝은 곳으로 옮기거나 조명을 켜거나, 아래에 번호를 써 주세요.',
    'zh-Hant': '光線太暗。請移到明亮處、開啟手電筒，或在下方輸入號碼。',
    en: 'It is too dark. Move to a brighter place, turn on the light, or type the number below.',
  },
  cameraSlow: {
    ko: '아직 읽지 못했어요. 화면 밝기를 높이고 조금 떨어뜨려 보거나, 아래에 번호를 써 주세요.',
    'zh-Hant': '尚未讀到。請調高螢幕亮度並稍微拉開距離，或在下方輸入號碼。',
    en: 'Nothing read yet. Make the screen brighter and hold it a little further away, or type the number below.',
  },

  away: {
    ko: '연결이 끊겼어요. 다시 연결되면 이어서 확인해요.',
    'zh-Hant': '連線中斷，恢復後會繼續確認。',
    en: 'The connection is lost. We go on when it is back.',
  },
  lookAgain: { ko: '결제됐는지 다시 보기', 'zh-Hant': '重新確認是否已付款', en: 'Look whether it is paid' },
  back: { ko: '뒤로', 'zh-Hant': '返回', en: 'Back' },
} satisfies Record<string, Text>;
