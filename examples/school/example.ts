import type { Example } from '../receiver/application.ts';

/** A university that waives tuition for low-income households, and never learns what they earn. */
export const school: Example = {
  party: 'school',
  use: 'tuition-waiver',
  name: { ko: '칭촨대학교', 'zh-Hant': '晴川大學', en: 'Qingchuan University' },
  colour: '#5b2a86',
  title: { ko: '등록금 감면 신청', 'zh-Hant': '申請學雜費減免', en: 'Apply for a tuition waiver' },
  lead: {
    ko: '소득은 보지 않아요. 저소득 또는 차상위 세대인지만 확인해요.',
    'zh-Hant': '我們不看您的收入，只確認您是否屬於低收入戶或中低收入戶。',
    en: 'We do not look at your income. We only check whether you belong to a low-income or near-low-income household.',
  },
  apply: { ko: '내 정보로 신청하기', 'zh-Hant': '用我的資料申請', en: 'Apply with my data' },
  names: {
    'persons.name': { ko: '이름', 'zh-Hant': '姓名', en: 'Name' },
    'student-enrolment.student_no': { ko: '학번', 'zh-Hant': '學號', en: 'Student number' },
    'low-income-household': {
      ko: '저소득 또는 차상위 세대',
      'zh-Hant': '低收入戶或中低收入戶',
      en: 'Low-income or near-low-income household',
    },
    enrolled: { ko: '재학 중', 'zh-Hant': '目前在學', en: 'Enrolled now' },
  },
  decide({ statements }) {
    if (statements['low-income-household'] && statements.enrolled)
      return {
        title: { ko: '등록금을 감면해 드려요', 'zh-Hant': '已減免您的學雜費', en: 'Your tuition is waived' },
        because: {
          ko: '재학 중이고 저소득 또는 차상위 세대에 속해요.',
          'zh-Hant': '您目前在學，且屬於低收入戶或中低收入戶。',
          en: 'You are enrolled, and belong to a low-income or near-low-income household.',
        },
      };
    return {
      title: { ko: '감면 대상이 아니에요', 'zh-Hant': '不符合減免資格', en: 'There is no waiver' },
      because: statements.enrolled
        ? {
            ko: '저소득 또는 차상위 세대로 등록되어 있지 않아요.',
            'zh-Hant': '您沒有列冊為低收入戶或中低收入戶。',
            en: 'You are not registered as a low-income or near-low-income household.',
          }
        : {
            ko: '재학 중이라는 기록이 없어요.',
            'zh-Hant': '沒有您目前在學的紀錄。',
            en: 'There is no record that you are enrolled now.',
          },
    };
  },
};
