// Unpacks @sparticuz/chromium into a folder of ours. The package's own unpacking is tied to /tmp and
// to Lambda; only its archives are wanted. Node, because Python has no brotli.
// Usage: node unpack_chromium.mjs <folder of the archives> <target folder>
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { argv } from "node:process";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
// @ts-expect-error: no types are published
import { extract } from "tar-fs";

const [source = "", target = ""] = argv.slice(2);

/** @param {string} archive @param {NodeJS.WritableStream} sink */
function unpack(archive, sink) {
  return pipeline(createReadStream(join(source, archive)), createBrotliDecompress(), sink);
}

await mkdir(target, { recursive: true });
await Promise.all([
  unpack("chromium.br", createWriteStream(join(target, "chromium"), { mode: 0o755 })),
  unpack("al2023.tar.br", extract(target)),
  unpack("fonts.tar.br", extract(target)),
  unpack("swiftshader.tar.br", extract(target)),
]);
