import type { People } from './rules-people.ts';

// biome-ignore format: one line says as much as thirty
type Thirty<T> = [T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T, T];

/**
 * The thirty rules as somebody would write them for speed: one loop, each fact loaded once, no branches, two truth values.
 * It fills an array of 0 and 1 for each rule, and says how many people meet each.
 */
export function decideByHand(people: People, out: readonly Uint8Array[]): number[] {
  const count = people.age.length;
  const ageOf = people.age;
  const incomeOf = people.income;
  const assetsOf = people.assets;
  const rentOf = people.rent;
  const debtOf = people.debt;
  const savingsOf = people.savings;
  const householdSizeOf = people.household_size;
  const childrenOf = people.children;
  const monthsResidentOf = people.months_resident;
  const monthsInsuredOf = people.months_insured;
  const weeklyHoursOf = people.weekly_hours;
  const distanceOf = people.distance;
  const homelessOf = people.homeless;
  const studentOf = people.student;
  const disabledOf = people.disabled;
  const employedOf = people.employed;
  const regionOf = people.region;
  const housingOf = people.housing;
  const educationOf = people.education;
  const statusOf = people.status;
  // biome-ignore format: the same
  const [out0, out1, out2, out3, out4, out5, out6, out7, out8, out9, out10, out11, out12, out13, out14, out15, out16, out17, out18, out19, out20, out21, out22, out23, out24, out25, out26, out27, out28, out29] = out as Thirty<Uint8Array>;
  // biome-ignore format: the same
  let [n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13, n14, n15, n16, n17, n18, n19, n20, n21, n22, n23, n24, n25, n26, n27, n28, n29] = Array(30).fill(0) as Thirty<number>;
  for (let i = 0; i < count; i += 1) {
    const age = ageOf[i]!;
    const income = incomeOf[i]!;
    const assets = assetsOf[i]!;
    const rent = rentOf[i]!;
    const debt = debtOf[i]!;
    const savings = savingsOf[i]!;
    const householdSize = householdSizeOf[i]!;
    const children = childrenOf[i]!;
    const monthsResident = monthsResidentOf[i]!;
    const monthsInsured = monthsInsuredOf[i]!;
    const weeklyHours = weeklyHoursOf[i]!;
    const distance = distanceOf[i]!;
    const homeless = homelessOf[i]!;
    const student = studentOf[i]!;
    const disabled = disabledOf[i]!;
    const employed = employedOf[i]!;
    const region = regionOf[i]!;
    const housing = housingOf[i]!;
    const education = educationOf[i]!;
    const status = statusOf[i]!;
    const r0 = +(income > 3540000) & +(student === 1) & +(distance > 20) & +(disabled === 1) & +(employed === 1);
    const r1 = +(assets >= 171000000) & +(status === 2) & +(homeless === 0) & +(rent > 360000) & +(householdSize < 7);
    const r2 = +(status === 0) & +(monthsInsured < 174) & +(disabled === 0) & +(rent >= 470000) & +(householdSize <= 4);
    const r3 = +(children >= 1) & +(housing === 0) & +(employed === 1) & +(weeklyHours >= 10) & +(savings <= 41000000);
    const r4 = +(housing === 0) & +(homeless === 0) & +(rent >= 310000) & +(householdSize < 5) & +(student === 1);
    const r5 = +(age > 39) & +(distance <= 55) & +(region === 4) & +(savings <= 45000000) & +(debt < 61000000);
    const r6 =
      +(monthsInsured >= 84) & +(student === 1) & +(status === 1) & +(debt <= 50000000) & +(monthsResident > 270);
    const r7 = +(education === 3) & +(monthsResident > 234) & +(assets < 207000000) & +(status === 0) & +(children > 1);
    const r8 = +(income > 3480000) & +(distance > 40) & +(region === 2) & +(rent <= 540000) & +(age > 29);
    const r9 = +(debt >= 22000000) & +(education === 2) & +(income < 3480000) & +(distance <= 50) & +(housing === 0);
    const r10 = +(householdSize >= 2) & +(age <= 77) & +(monthsInsured <= 210) & +(rent <= 730000) & +(student === 0);
    const r11 = +(housing === 0) & +(homeless === 0) & +(rent > 480000) & +(distance > 30) & +(debt > 37000000);
    const r12 = +(householdSize < 6) & +(assets <= 258000000) & +(age >= 43) & +(homeless === 0) & +(employed === 0);
    const r13 = +(householdSize < 6) & +(student === 1) & +(debt <= 49000000) & +(income >= 2820000) & +(housing === 0);
    const r14 = +(housing === 3) & +(region === 2) & +(education === 0) & +(debt < 58000000) & +(householdSize >= 3);
    const r15 = +(housing === 0) & +(employed === 1) & +(assets < 186000000) & +(education === 0) & +(status === 2);
    const r16 = +(weeklyHours <= 55) & +(income > 1260000) & +(distance >= 15) & +(disabled === 0) & +(education === 2);
    const r17 =
      +(education === 3) & +(student === 1) & +(rent >= 400000) & +(debt <= 64000000) & +(monthsResident <= 324);
    const r18 =
      +(distance >= 35) & +(income >= 2640000) & +(savings > 19000000) & +(employed === 0) & +(monthsInsured <= 306);
    const r19 = +(student === 1) & +(children >= 2) & +(housing === 3) & +(region === 3) & +(monthsInsured > 204);
    const r20 =
      +(householdSize >= 3) & +(assets <= 195000000) & +(age >= 52) & +(employed === 1) & +(monthsInsured <= 186);
    const r21 =
      +(monthsResident >= 72) &
      +(income <= 4320000) &
      +(assets > 147000000) &
      +(weeklyHours <= 25) &
      +(savings <= 28000000);
    const r22 = +(monthsResident > 240) & +(children > 3) & +(age < 70) & +(distance < 45) & +(householdSize <= 5);
    const r23 = +(age <= 57) & +(assets <= 213000000) & +(monthsResident > 180) & +(homeless === 1) & +(distance >= 55);
    const r24 = +(status === 1) & +(education === 2) & +(region === 5) & +(debt < 39000000) & +(student === 0);
    const r25 = +(children <= 3) & +(status === 2) & +(age < 82) & +(homeless === 0) & +(housing === 1);
    const r26 = +(age < 80) & +(income > 1440000) & +(children >= 1) & +(weeklyHours <= 30) & +(housing === 1);
    const r27 = +(status === 3) & +(income < 4800000) & +(rent <= 860000) & +(housing === 0) & +(age <= 63);
    const r28 =
      +(debt < 70000000) & +(children <= 3) & +(income >= 3480000) & +(householdSize > 5) & +(assets > 135000000);
    const r29 = +(monthsResident <= 276) & +(student === 0) & +(children > 3) & +(employed === 0) & +(disabled === 0);
    out0[i] = r0;
    n0 += r0;
    out1[i] = r1;
    n1 += r1;
    out2[i] = r2;
    n2 += r2;
    out3[i] = r3;
    n3 += r3;
    out4[i] = r4;
    n4 += r4;
    out5[i] = r5;
    n5 += r5;
    out6[i] = r6;
    n6 += r6;
    out7[i] = r7;
    n7 += r7;
    out8[i] = r8;
    n8 += r8;
    out9[i] = r9;
    n9 += r9;
    out10[i] = r10;
    n10 += r10;
    out11[i] = r11;
    n11 += r11;
    out12[i] = r12;
    n12 += r12;
    out13[i] = r13;
    n13 += r13;
    out14[i] = r14;
    n14 += r14;
    out15[i] = r15;
    n15 += r15;
    out16[i] = r16;
    n16 += r16;
    out17[i] = r17;
    n17 += r17;
    out18[i] = r18;
    n18 += r18;
    out19[i] = r19;
    n19 += r19;
    out20[i] = r20;
    n20 += r20;
    out21[i] = r21;
    n21 += r21;
    out22[i] = r22;
    n22 += r22;
    out23[i] = r23;
    n23 += r23;
    out24[i] = r24;
    n24 += r24;
    out25[i] = r25;
    n25 += r25;
    out26[i] = r26;
    n26 += r26;
    out27[i] = r27;
    n27 += r27;
    out28[i] = r28;
    n28 += r28;
    out29[i] = r29;
    n29 += r29;
  }
  // biome-ignore format: the same
  return [n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12, n13, n14, n15, n16, n17, n18, n19, n20, n21, n22, n23, n24, n25, n26, n27, n28, n29];
}
