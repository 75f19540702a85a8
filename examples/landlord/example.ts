import type { Example } from '../receiver/application.ts';

/** A company that lets homes: whether the rent can be paid is all that it has to know. */
export const landlord: Example = {
  party: 'landlord',
  use: 'tenancy',
  name: { ko: '칭톈 주택임대관리', 'zh-Hant': '青田租賃住宅管理', en: 'Qingtian Home Letting' },
  colour: '#2f6b3a',
  title: {
    ko: '집 빌리기: 원산구 2룸, 월 NT$18,000',
    'zh-Hant': '承租：文山區兩房，每月 NT$18,000',
    en: 'Rent this flat: 2 rooms in Wenshan, NT$18,000 a month',
  },
  lead: {
    ko: '집세를 낼 수 있는지만 확인해요. 급여 금액은 받지 않아요.',
    'zh-Hant': '我們只確認您付得起租金，不會收到您的薪資金額。',
    en: 'We only check that you can pay the rent. We are not told what you earn.',
  },
  apply: { ko: '내 정보로 신청하기', 'zh-Hant': '用我的資料申請', en: 'Apply with my data' },
  names: {
    'persons.name': { ko: '이름', 'zh-Hant': '姓名', en: 'Name' },
    'households.address': { ko: '지금 주소', 'zh-Hant': '目前地址', en: 'Present address' },
    'labour-enrolment.employer': { ko: '직장', 'zh-Hant': '任職單位', en: 'Employer' },
    'of-age': { ko: '만 18세 이상', 'zh-Hant': '年滿 18 歲', en: '18 or older' },
    'rent-affordable': {
      ko: '월 보험 급여 NT$36,000 이상',
      'zh-Hant': '月投保薪資達 NT$36,000',
      en: 'Insured monthly wage of NT$36,000 or more',
    },
  },
  decide({ statements }) {
    return statements['of-age'] && statements['rent-affordable']
      ? {
          title: { ko: '계약할 수 있어요', 'zh-Hant': '可以簽約了', en: 'You can sign the lease' },
          because: {
            ko: '급여가 집세의 두 배 이상이에요.',
            'zh-Hant': '您的薪資達租金的兩倍。',
            en: 'You earn twice the rent or more.',
          },
        }
      : {
          title: { ko: '보증인이 필요해요', 'zh-Hant': '需要保證人', en: 'You need a guarantor' },
          because: {
            ko: '기록만으로는 집세를 낼 수 있는지 알 수 없어요.',
            'zh-Hant': '無法只依紀錄確認您付得起租金。',
            en: 'The record alone does not show that you can pay the rent.',
          },
        };
  },
};
