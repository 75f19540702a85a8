import type { Example } from '../receiver/application.ts';

/** A company that takes somebody on: one bundle in the place of six copies. */
export const employer: Example = {
  party: 'employer',
  use: 'hiring',
  name: { ko: '위안산기계', 'zh-Hant': '遠山機械', en: 'Yuanshan Machinery' },
  colour: '#8a3b12',
  title: { ko: '입사 서류 보내기', 'zh-Hant': '繳交到職資料', en: 'Send your papers for your first day' },
  lead: {
    ko: '합격을 축하해요. 사회보험에 가입하는 데 필요한 것만 보내 주세요.',
    'zh-Hant': '恭喜錄取。請只傳送辦理勞健保需要的資料。',
    en: 'Welcome. Send only what it takes to enrol you in labour and health insurance.',
  },
  apply: { ko: '내 정보 보내기', 'zh-Hant': '傳送我的資料', en: 'Send my data' },
  names: {
    'persons.name': { ko: '이름', 'zh-Hant': '姓名', en: 'Name' },
    'persons.born_on': { ko: '생년월일', 'zh-Hant': '出生日期', en: 'Date of birth' },
    'households.address': { ko: '주소', 'zh-Hant': '地址', en: 'Address' },
    'labour-enrolment.insured_days': { ko: '보험 가입 일수', 'zh-Hant': '投保日數', en: 'Days insured' },
    'student-enrolment.school': { ko: '학교', 'zh-Hant': '學校', en: 'School' },
    'student-enrolment.level': { ko: '과정', 'zh-Hant': '學制', en: 'Level' },
    'driving-licences.class': { ko: '운전면허', 'zh-Hant': '駕照種類', en: 'Driving licence' },
    'driving-licences.expires_on': { ko: '면허 유효 기간', 'zh-Hant': '駕照有效期限', en: 'Licence valid until' },
  },
  decide: () => ({
    title: { ko: '다 받았어요', 'zh-Hant': '資料已齊全', en: 'We have all we need' },
    because: {
      ko: '첫 출근 날 서류를 가져오지 않아도 돼요.',
      'zh-Hant': '到職當天不用帶任何證件影本。',
      en: 'You need to bring no papers on your first day.',
    },
  }),
};
