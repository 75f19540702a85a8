import type { Text } from '../../../../kernel/index.ts';

export const SCAN_WORDS = {
  view: { ko: '카메라 화면', 'zh-Hant': '相機畫面', en: 'What the camera sees' },
  asking: { ko: '카메라를 켜고 있어요', 'zh-Hant': '正在開啟相機', en: 'Starting the camera' },
  looking: {
    ko: 'QR 코드가 화면에 들어오게 해 주세요',
    'zh-Hant': '請將 QR Code 對準畫面',
    en: 'Hold the QR code in the picture',
  },
  denied: {
    ko: '카메라를 쓸 수 없어요. 브라우저 설정에서 카메라를 허용하거나, 링크를 붙여 넣어 주세요.',
    'zh-Hant': '無法使用相機。請在瀏覽器設定中允許相機，或改為貼上連結。',
    en: 'The camera is not allowed. Allow it in the browser’s settings, or paste the link.',
  },
  missing: {
    ko: '카메라를 찾지 못했어요. 링크를 붙여 넣어 주세요.',
    'zh-Hant': '找不到相機。請改為貼上連結。',
    en: 'No camera was found. Paste the link.',
  },
} satisfies Record<string, Text>;
