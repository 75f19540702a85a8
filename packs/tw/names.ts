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

/** Invented universities. */
export const SCHOOLS = ['晴川大學', '遠山科技大學', '海岸師範大學', '松風藝術大學', '青田醫學大學'];

/** How passports write the characters of these names: Wade–Giles, without its apostrophes. */
export const LATIN: Readonly<Record<string, string>> = Object.fromEntries(
  `陳 Chen 林 Lin 黃 Huang 張 Chang 李 Lee 王 Wang 吳 Wu 劉 Liu 蔡 Tsai 楊 Yang 許 Hsu 鄭 Cheng 謝 Hsieh 郭 Kuo 洪 Hung 曾 Tseng
  邱 Chiu 廖 Liao 賴 Lai 周 Chou 徐 Hsu 蘇 Su 葉 Yeh 莊 Chuang 江 Chiang 何 Ho 呂 Lu 羅 Lo 高 Kao 蕭 Hsiao 潘 Pan 簡 Chien 朱 Chu
  鍾 Chung 彭 Peng 游 Yu 詹 Chan 秀 Hsiu 英 Ying 玉 Yu 蘭 Lan 美 Mei 寶 Pao 珠 Chu 琴 Chin 月 Yueh 娥 O 金 Chin 蓮 Lien 素 Su
  珍 Chen 淑 Shu 芬 Fen 玲 Ling 惠 Hui 麗 Li 華 Hua 娟 Chuan 貞 Chen 雅 Ya 婷 Ting 怡 Yi 君 Chun 佳 Chia 蓉 Jung 雯 Wen 婉 Wan
  詩 Shih 涵 Han 佩 Pei 珊 Shan 欣 Hsin 宜 Yi 蓁 Chen 子 Tzu 羽 Yu 彤 Tung 品 Pin 妍 Yen 詠 Yung 晴 Ching 苡 Yi 安 An 語 Yu
  思 Ssu 妤 Yu 龍 Lung 文 Wen 雄 Hsiung 武 Wu 清 Ching 山 Shan 德 Te 旺 Wang 正 Cheng 男 Nan 義 Yi 進 Chin 財 Tsai 志 Chih
  明 Ming 俊 Chun 傑 Chieh 建 Chien 宏 Hung 彬 Pin 家 Chia 銘 Ming 偉 Wei 哲 Che 國 Kuo 豪 Hao 冠 Kuan 宇 Yu 宗 Tsung 翰 Han
  承 Cheng 彥 Yen 廷 Ting 柏 Po 育 Yu 誠 Cheng 宥 Yu 睿 Jui 恩 En 翔 Hsiang 定 Ting 以 Yi`
    .split(/\s+/)
    .flatMap((word, index, all) => (index % 2 === 0 ? [[word, all[index + 1]!]] : [])),
);
