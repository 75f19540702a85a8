/** Common names and real districts, from which the demo's people are put together. Nobody in it is meant. */

/** Surnames, the most frequent first and more often. */
export const SURNAMES = [
  ...'陳陳陳林林林黃黃張張李李王王吳劉蔡楊許鄭謝郭洪曾邱廖賴周徐蘇葉莊江何呂羅高蕭潘簡朱鍾彭游詹',
];

/** Given names by the decade of birth in which they were common. */
export const GIVEN_NAMES: Readonly<Record<'female' | 'male', readonly (readonly string[])[]>> = {
  female: [
    ['秀英', '玉蘭', '美玉', '寶珠', '秀琴', '月娥', '金蓮', '素珍'],
    ['淑芬', '美玲', '淑惠', '麗華', '淑娟', '惠玲', '秀玲', '素貞'],
    ['雅婷', '怡君', '佳蓉', '雅雯', '婉婷', '詩涵', '佩珊', '欣怡'],
    ['宜蓁', '子涵', '羽彤', '品妍', '詠晴', '苡安', '語彤', '思妤'],
  ],
  male: [
    ['金龍', '文雄', '武雄', '清山', '德旺', '正男', '義雄', '進財'],
    ['志明', '俊傑', '建宏', '文彬', '家銘', '志偉', '明哲', '國華'],
    ['家豪', '冠宇', '宗翰', '承翰', '彥廷', '柏翰', '育誠', '俊宏'],
    ['宥廷', '品睿', '承恩', '宇翔', '睿恩', '柏睿', '定宥', '以安'],
  ],
};

/** The letter of a place's numbers, its region in the register of households, the place, and some of its districts. */
export const PLACES: readonly { letter: string; region: string; city: string; districts: readonly string[] }[] = [
  {
    letter: 'A',
    region: 'taipei',
    city: '臺北市',
    districts: ['大安區', '信義區', '中山區', '士林區', '文山區', '萬華區', '內湖區'],
  },
  {
    letter: 'F',
    region: 'new-taipei',
    city: '新北市',
    districts: ['板橋區', '三重區', '中和區', '新莊區', '新店區', '淡水區', '汐止區'],
  },
  { letter: 'H', region: 'taoyuan', city: '桃園市', districts: ['桃園區', '中壢區', '平鎮區', '八德區', '蘆竹區'] },
  {
    letter: 'B',
    region: 'taichung',
    city: '臺中市',
    districts: ['西屯區', '北屯區', '南屯區', '大里區', '豐原區', '沙鹿區'],
  },
  { letter: 'D', region: 'tainan', city: '臺南市', districts: ['東區', '永康區', '安南區', '新營區', '善化區'] },
  {
    letter: 'E',
    region: 'kaohsiung',
    city: '高雄市',
    districts: ['三民區', '左營區', '鳳山區', '苓雅區', '楠梓區', '岡山區'],
  },
];

export const ROADS = [
  '中山路',
  '中正路',
  '民生路',
  '和平路',
  '民權路',
  '建國路',
  '復興路',
  '文化路',
  '成功路',
  '光明街',
  '學府路',
];

/** Invented employers. */
export const EMPLOYERS = [
  '晴川電子',
  '海岸食品',
  '青田物流',
  '向陽設計',
  '松風紡織',
  '禾光書店',
  '遠山機械',
  '米穗餐飲',
];

/** Insured monthly wages, NT$. */
export const WAGES = [29_500, 30_300, 31_800, 33_300, 34_800, 36_300, 38_200, 40_100, 42_000, 43_900, 45_800];
