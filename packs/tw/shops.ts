import { makeShops, type ShopMaking, type ShopPopulation, type Town } from '#pack';
import { businessNumber } from './business-number.ts';
import { ROADS } from './names.ts';

/** Towns of every city and county; the shares go roughly by how many live there. */
const TOWNS: readonly Town[] = [
  { region: 'taipei', name: '臺北市大安區', share: 60, at: [25.031, 121.543], radius: 0.02 },
  { region: 'taipei', name: '臺北市萬華區', share: 40, at: [25.033, 121.499], radius: 0.015 },
  { region: 'taipei', name: '臺北市文山區', share: 35, at: [24.989, 121.567], radius: 0.018 },
  { region: 'new-taipei', name: '新北市板橋區', share: 80, at: [25.013, 121.463], radius: 0.02 },
  { region: 'new-taipei', name: '新北市三重區', share: 50, at: [25.066, 121.487], radius: 0.015 },
  { region: 'new-taipei', name: '新北市淡水區', share: 40, at: [25.172, 121.449], radius: 0.01 },
  { region: 'keelung', name: '基隆市仁愛區', share: 18, at: [25.125, 121.742], radius: 0.012 },
  { region: 'taoyuan', name: '桃園市桃園區', share: 60, at: [24.994, 121.301], radius: 0.02 },
  { region: 'taoyuan', name: '桃園市中壢區', share: 45, at: [24.957, 121.225], radius: 0.02 },
  { region: 'hsinchu-city', name: '新竹市東區', share: 22, at: [24.801, 120.979], radius: 0.015 },
  { region: 'hsinchu', name: '新竹縣竹北市', share: 24, at: [24.838, 121.009], radius: 0.015 },
  { region: 'miaoli', name: '苗栗縣苗栗市', share: 24, at: [24.564, 120.82], radius: 0.015 },
  { region: 'taichung', name: '臺中市西屯區', share: 80, at: [24.163, 120.647], radius: 0.025 },
  { region: 'taichung', name: '臺中市豐原區', share: 45, at: [24.254, 120.722], radius: 0.02 },
  { region: 'changhua', name: '彰化縣彰化市', share: 54, at: [24.08, 120.545], radius: 0.02 },
  { region: 'nantou', name: '南投縣草屯鎮', share: 22, at: [23.974, 120.685], radius: 0.02 },
  { region: 'yunlin', name: '雲林縣斗六市', share: 29, at: [23.709, 120.543], radius: 0.02 },
  { region: 'chiayi-city', name: '嘉義市東區', share: 12, at: [23.48, 120.453], radius: 0.012 },
  { region: 'chiayi', name: '嘉義縣民雄鄉', share: 21, at: [23.551, 120.429], radius: 0.02 },
  { region: 'tainan', name: '臺南市東區', share: 50, at: [22.982, 120.224], radius: 0.02 },
  { region: 'tainan', name: '臺南市永康區', share: 32, at: [23.026, 120.257], radius: 0.02 },
  { region: 'kaohsiung', name: '高雄市三民區', share: 65, at: [22.648, 120.32], radius: 0.02 },
  { region: 'kaohsiung', name: '高雄市鳳山區', share: 55, at: [22.628, 120.357], radius: 0.02 },
  { region: 'pingtung', name: '屏東縣屏東市', share: 35, at: [22.674, 120.488], radius: 0.02 },
  { region: 'yilan', name: '宜蘭縣羅東鎮', share: 20, at: [24.678, 121.767], radius: 0.015 },
  { region: 'hualien', name: '花蓮縣花蓮市', share: 14, at: [23.982, 121.598], radius: 0.012 },
  { region: 'taitung', name: '臺東縣臺東市', share: 9, at: [22.759, 121.14], radius: 0.01 },
  { region: 'penghu', name: '澎湖縣馬公市', share: 5, at: [23.57, 119.575], radius: 0.01 },
  { region: 'kinmen', name: '金門縣金城鎮', share: 6, at: [24.433, 118.325], radius: 0.01 },
  { region: 'lienchiang', name: '連江縣南竿鄉', share: 1, at: [26.155, 119.943], radius: 0.008 },
];

const MAKING: ShopMaking = {
  towns: TOWNS,
  beginnings: [
    ...['阿嬤', '巷口', '老街', '日光', '青田', '山腳', '福來', '永和', '三代', '秋香', '好日', '大樹', '海風', '藍門'],
    ...['豆子', '米粒', '晴天', '慢慢', '順興', '金山', '和記', '來發', '一心', '同心', '春水', '小城', '南風', '月桃'],
  ],
  between: '',
  endings: {
    restaurant: ['麵館', '小吃', '食堂', '牛肉麵', '便當', '熱炒', '素食'],
    cafe: ['咖啡', '茶飲', '冰果室', '豆花'],
    bakery: ['麵包', '烘焙坊', '餅店'],
    grocery: ['商行', '生鮮', '米行', '水果行'],
    convenience: ['便利店', '超商'],
    market: ['菜攤', '魚攤', '肉攤', '夜市攤', '花攤'],
    pharmacy: ['藥局', '健康藥局'],
    clothing: ['服飾', '鞋店', '童裝', '洋裁'],
    bookshop: ['書店', '文具行', '書房'],
    hairdresser: ['髮型', '理髮廳', '美髮'],
    hardware: ['五金行', '生活百貨', '花店'],
    electronics: ['電器行', '手機行', '燈飾'],
    sports: ['運動用品', '單車行', '健身房'],
    culture: ['戲院', '展演空間', '唱片行'],
    lodging: ['民宿', '旅店'],
    medical: ['診所', '牙醫', '中醫診所'],
    'gas-station': ['加油站'],
    'big-store': ['百貨', '量販店'],
    online: ['網路商店'],
    tobacco: ['菸酒行'],
    nightlife: ['酒吧', 'KTV'],
  },
  roads: ROADS,
  address: ({ name }, road, house) => `${name}${road}${house}號`,
  number: (serial) => businessNumber.make(serial, { sex: '', born_on: '' }),
  bankAccount: (serial) => `008${String(serial).padStart(10, '0')}`,
};

/** Invented shops of real towns. */
export const shops: ShopPopulation = (seed, count, owners) => makeShops(MAKING, seed, count, owners);
