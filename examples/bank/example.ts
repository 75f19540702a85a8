import type { Example } from '../receiver/application.ts';

/** A bank that decides on an application for a credit card, and does not have to know the wage. */
export const bank: Example = {
  party: 'bank',
  use: 'card-application',
  name: { ko: '칭촨상업은행', 'zh-Hant': '晴川商業銀行', en: 'Qingchuan Commercial Bank' },
  colour: '#1d4f91',
  title: { ko: '신용카드 신청', 'zh-Hant': '申請信用卡', en: 'Apply for a credit card' },
  lead: {
    ko: '서류는 필요 없어요. 내 정보 가운데 필요한 것만 보내면 바로 결과를 알 수 있어요.',
    'zh-Hant': '不需要準備文件。只傳送需要的資料，就能馬上知道結果。',
    en: 'You need no documents. Send only what is needed, and you know the result at once.',
  },
  apply: { ko: '내 정보로 신청하기', 'zh-Hant': '用我的資料申請', en: 'Apply with my data' },
  names: {
    'persons.name': { ko: '이름', 'zh-Hant': '姓名', en: 'Name' },
    'persons.born_on': { ko: '생년월일', 'zh-Hant': '出生日期', en: 'Date of birth' },
    'labour-enrolment.employer': { ko: '직장', 'zh-Hant': '任職單位', en: 'Employer' },
    'labour-enrolment.average_salary': { ko: '월 보험 급여', 'zh-Hant': '月投保薪資', en: 'Insured monthly wage' },
    'labour-enrolment.since': { ko: '가입일', 'zh-Hant': '加保日期', en: 'Insured since' },
    'households.address': { ko: '주소', 'zh-Hant': '地址', en: 'Address' },
    'salary-enough': {
      ko: '월 보험 급여 NT$30,000 이상',
      'zh-Hant': '月投保薪資達 NT$30,000',
      en: 'Insured monthly wage of NT$30,000 or more',
    },
  },
  decide({ statements }) {
    return statements['salary-enough']
      ? {
          title: { ko: '카드를 드려요', 'zh-Hant': '已核准您的信用卡', en: 'You get the card' },
          because: {
            ko: '월 보험 급여가 NT$30,000 이상이에요.',
            'zh-Hant': '您的月投保薪資達 NT$30,000。',
            en: 'Your insured monthly wage is NT$30,000 or more.',
          },
        }
      : {
          title: { ko: '직원이 확인할게요', 'zh-Hant': '由專人為您審核', en: 'One of us looks at it' },
          because: {
            ko: '월 보험 급여로는 정할 수 없어서, 3일 안에 연락드려요.',
            'zh-Hant': '無法只依月投保薪資決定，我們會在 3 天內與您聯絡。',
            en: 'Your insured wage alone does not decide it. We call you within 3 days.',
          },
        };
  },
};
