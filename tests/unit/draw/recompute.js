// Answers each line of standard input, {files: {name: hex}, seed}, with what the page's script finds.
const path = require("path");
const SuichaDraw = require(path.join(__dirname, "../../../sync/server/public/draw/draw.js"));

require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { files, seed } = JSON.parse(line);
  for (const name of Object.keys(files)) files[name] = new Uint8Array(Buffer.from(files[name], "hex"));
  let answer;
  try {
    const { frozen, key, lines } = SuichaDraw.recompute(files, seed);
    answer = { frozen, key, lines };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
});
