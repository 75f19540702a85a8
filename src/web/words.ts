import type { Text } from '../kernel/index.ts';
import type { EventKind } from '../services/index.ts';

/** Words that portal and office share. */
export const WORDS = {
  demoNotice: {
    ko: '가상의 인물과 가짜 돈으로 써 보는 곳이에요. 실제 신청이 아니에요.',
    'zh-Hant': '此處的人物與款項皆為虛構，並非真實申請。',
    en: 'The people and the money here are made up. Nothing is a real application.',
  },
  sandboxNotice: {
    ko: '여기 나오는 사람은 모두 가상 인물이에요. 실제 정보도, 실제 신청도 아니에요.',
    'zh-Hant': '此處人物皆為虛構，資料與申請都不是真的。',
    en: 'Everybody here is made up. No data and no application here is real.',
  },
  services: { ko: '서비스', 'zh-Hant': '服務', en: 'Services' },
  benefits: { ko: '혜택 찾기', 'zh-Hant': '可申請項目', en: 'What can I get?' },
  cards: { ko: '전자증명서', 'zh-Hant': '數位憑證', en: 'My cards' },
  vouchers: { ko: '바우처', 'zh-Hant': '振興券', en: 'Vouchers' },
  inbox: { ko: '알림함', 'zh-Hant': '訊息', en: 'Inbox' },
  myCases: { ko: '내 신청', 'zh-Hant': '我的案件', en: 'My cases' },
  myData: { ko: '내 정보', 'zh-Hant': '我的資料', en: 'My data' },
  dataCounter: { ko: '창구 번호', 'zh-Hant': '臨櫃號碼', en: 'Data by code' },
  whoSaw: { ko: '내 정보 열람 기록', 'zh-Hant': '誰看過我的資料', en: 'Who saw my data' },
  queue: { ko: '할 일', 'zh-Hant': '待辦案件', en: 'Queue' },
  programmes: { ko: '사업 관리', 'zh-Hant': '計畫管理', en: 'Programmes' },
  payouts: { ko: '은행 지급', 'zh-Hant': '匯款', en: 'Bank payments' },
  settlements: { ko: '가맹점 정산', 'zh-Hant': '店家結算', en: 'Settlements' },
  simulation: { ko: '비용 예측', 'zh-Hant': '經費試算', en: 'What would it cost?' },
  issuerKeys: { ko: '발급 키', 'zh-Hant': '簽章金鑰', en: 'Issuing keys' },
  looksChecked: { ko: '열람 점검', 'zh-Hant': '查看稽核', en: 'Looks' },
  cardCounter: { ko: '전자증명서', 'zh-Hant': '數位憑證', en: 'Cards' },
  counter: { ko: '창구', 'zh-Hant': '臨櫃', en: 'Counter' },
  publicLog: { ko: '공개 기록', 'zh-Hant': '公開紀錄', en: 'Public log' },
  relyingParties: {
    ko: '증명서를 요청할 수 있는 곳',
    'zh-Hant': '誰可以要求查看憑證',
    en: 'Who may ask for your cards',
  },
  purposes: { ko: '내 정보를 요청할 수 있는 곳', 'zh-Hant': '誰可以請求我的資料', en: 'Who may ask for your data' },
  developers: { ko: '개발자 안내', 'zh-Hant': '開發者資訊', en: 'For developers' },
  ownName: { ko: '이름 표시', 'zh-Hant': '顯示姓名', en: 'To show your name' },
  yes: { ko: '예', 'zh-Hant': '是', en: 'Yes' },
  no: { ko: '아니요', 'zh-Hant': '否', en: 'No' },
  problem: { ko: '문제가 있어요', 'zh-Hant': '發生問題', en: 'There is a problem' },
  factAndValue: { ko: '{fact}: ', 'zh-Hant': '{fact}：', en: '{fact}: ' },
  monthly: { ko: '매월 {amount}', 'zh-Hant': '每月 {amount}', en: '{amount} a month' },
  peopleCount: { ko: '{count}명', 'zh-Hant': '{count} 人', en: '{count} people' },
  none: { ko: '없음', 'zh-Hant': '無', en: 'None' },
} satisfies Record<string, Text>;

/** What can happen to a case, for everyone who reads of it: the person, the officer, and whoever looks into the log. */
export const EVENT_TEXT: Record<EventKind, Text> = {
  received: { ko: '신청 접수', 'zh-Hant': '申請收件', en: 'Application received' },
  waiting: { ko: '다른 결정을 기다림', 'zh-Hant': '等待其他決定', en: 'Waiting for someone or something else' },
  review: { ko: '심사 시작', 'zh-Hant': '開始審查', en: 'Review started' },
  agreed: { ko: '동의', 'zh-Hant': '同意', en: 'Agreement given' },
  declined: { ko: '동의하지 않음', 'zh-Hant': '不同意', en: 'Agreement declined' },
  asked: { ko: '보완 요청', 'zh-Hant': '要求補件', en: 'More information asked for' },
  answered: { ko: '보완 답변', 'zh-Hant': '補件', en: 'More information sent' },
  approved: { ko: '승인', 'zh-Hant': '核准', en: 'Approved' },
  refused: { ko: '불승인', 'zh-Hant': '未核准', en: 'Refused' },
  paid: { ko: '지급', 'zh-Hant': '撥款', en: 'Paid' },
  withdrawn: { ko: '신청 취하', 'zh-Hant': '撤回申請', en: 'Application withdrawn' },
  appealed: { ko: '이의신청', 'zh-Hant': '提起訴願', en: 'Appeal lodged' },
  'appeal-answered': { ko: '이의신청 답변', 'zh-Hant': '訴願答覆', en: 'Appeal answered' },
};
