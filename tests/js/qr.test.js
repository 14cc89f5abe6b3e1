// QR codes are the same, module by module, as those of another encoder (the Python package qrcode 8.2).
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import test from "node:test";
import { qrMatrix } from "../../templates/assets/js/list/qr.js";

const ADDRESS = "https://katalog.example/min-liste/?l=2016-2017/hihm/naturfag-1-1-7,".repeat(40);

/** A text, or how many characters of ADDRESS; the mask; the version; the digest of the rows. */
const MADE_BY_ANOTHER = [
  [1, 1, 1, "848f621f7ecfca7e8abac5667957ac0b8ca2bcec6a91aa72d50e535501840768"],
  [14, 6, 1, "a917973559f9dda6d23a8a24686877b317090db48c9f4656c3f80890c4122110"],
  [15, 7, 2, "4499e09a512f9c6db975b3058ce668b7c473f46d67ab38537f3b603853107192"],
  [30, 0, 3, "432215635d37cf0cdbdc659f919e88972f3dd9de733fb645d7ffaa6be7d5972b"],
  [30, 1, 3, "1aed7b2589f2360ffa6831b808911b6cf524905b72e2cc67cd884a19bd0ff913"],
  [30, 2, 3, "e0b983b85440e2e11d4c5d2f679e04afc060875cb279e7fc0e60dec3c812b2d2"],
  [30, 3, 3, "667ebea1113b2f5ea21a6558d1137a97f66cc059ef16f8b120c31eaa1540f829"],
  [30, 4, 3, "9d3f8872aa762b2513f09f80ed26444a5ff6e06476345c4eb9dd5ad523130592"],
  [30, 5, 3, "8fabfe6a9b5e87f787a2214e0b29914ff7e27a216d87a366b3289d5aa4ff1eb0"],
  [30, 6, 3, "4722eab16a14c42ff9ad905ffff905bb6fc6709fefc806a410fd64b6f0bc7a59"],
  [30, 7, 3, "c123790038c19b959c8fcfda5afa1d03b234a9654ade969b7f30f7cfa06ccfa8"],
  [62, 6, 4, "b11a34c22adbb944b8044d5a59600089eb14c60639d00e9df0bf30036ff6709d"],
  [106, 2, 6, "ee0ea5bc76a5508a93649f5f884e2a6d575f8a235fec09b56133692eedb5995c"],
  [122, 2, 7, "80f466ff412aed205cd7bc2f6418a555749037d357c7cb4dd2488f06e18798e7"],
  [180, 4, 9, "0288c6d8a5e4b11d8dc033978f8ec1785cc75bb84897d0d0aa73c579dd1974a0"],
  [181, 5, 10, "9cb863e299f9bd5f52622101813f3e48afc4f3d03b42775d5711c174a0c86df3"],
  [213, 5, 10, "bb41ed5c7952fe2aa0e11c4606ed18f66652acfc2e4b74992db5f616bfb68102"],
  [250, 2, 11, "7166288faf550d75f1a8083fd232d70494f7674dae2930982d9625dc5124359a"],
  [287, 0, 12, "04af930f2c7a4524fc38e0a649802bf1a579955578efd22e90fca6c16ffa51dd"],
  [287, 1, 12, "af26e7e4ea05b647c4f51cb5e0891bae0747f18728bee2e8e52a89101c01814b"],
  [287, 2, 12, "bd8110e69445e337f083de5f61a2a41f5a69063d1fa000260124fbc26cec738a"],
  [287, 3, 12, "58ab57ed3158d04b9b686931c13c2fc7573f56b03fbe339c3f50dcceff526b71"],
  [287, 4, 12, "5220b23d8dad433f9eecb51d3b863a728a5cbedba698dfe9b0ac9e095f069f0f"],
  [287, 5, 12, "2b30c45f6e01a7c1e7deca9af87781c0a9bd808d8a0992a4b683ce33ed5834a2"],
  [287, 6, 12, "ceccf66801c5640a99d2ac117efa94e32d220e77e8a957b2ab9cda55cb53d85e"],
  [287, 7, 12, "a9f1fe187fbd364cf3d9cf70e99f10c80d6b995c8caefb4690d1cb21261a8543"],
  [400, 0, 15, "ff1553269dd68e76b502e9d5f31646cece3f0955092cc5dca276e7db51db81f9"],
  [450, 2, 16, "4d87424aed69a80654c1f62f387ac1120f22f311c7ea7cd0c355c4f8b2b7d5fc"],
  [600, 0, 19, "99c8a2b61da9d05eb1486218280834c70bf9a10d4afa947f606fedf494af0e28"],
  [900, 4, 24, "8bfe8e9ab6c47d2b5ba23115115279839c8f2e64575e751882a704de4b0b5504"],
  [1300, 4, 30, "227d9dffe4df4e13c2a1fad47740153e593cbfdfe9cb6fe884de347f194e8efe"],
  [2331, 3, 40, "f9e41cfe6f85fb977f11ce2a42e5f9de0b222d47f1b9e0cfe2021ddf1f855ed4"],
  ["Æøå – 日本", 3, 2, "ca1a2d6b6ab782112ae5bce2559bb9df0671980f0a2c834eaf0e6663e140443f"],
];

test("a code is the one that another encoder makes, in every mask and on both sides of a version", () => {
  for (const [text, mask, version, digest] of MADE_BY_ANOTHER) {
    const rows = qrMatrix(typeof text === "number" ? ADDRESS.slice(0, text) : text, mask);
    assert.equal(rows.length, 4 * version + 17, `${text} ${mask}`);
    assert.equal(createHash("sha256").update(rows.map((row) => row.join("")).join("\n")).digest("hex"), digest, `${text} ${mask}`);
  }
});

test("a mask is chosen where none is asked for, and a text that no code holds gives none", () => {
  const chosen = JSON.stringify(qrMatrix("https://katalog.example/min-liste/"));
  assert.ok([0, 1, 2, 3, 4, 5, 6, 7].some((mask) => JSON.stringify(qrMatrix("https://katalog.example/min-liste/", mask)) === chosen));
  assert.equal(qrMatrix("x".repeat(2332)), null);
});
