// Builds what the pages and the print need into static/dist: the editor's bundle, its stylesheet, the fonts.
// Run by `manage.py build_frontend`, which installs the packages first.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "..", "static", "dist");
const fresh = join(here, "node_modules", ".dist"); // built aside, then swapped in: a page loaded meanwhile never finds half of it
const packages = join(here, "node_modules");

const FAMILIES = { "noto-sans": "Noto Sans", "noto-serif": "Noto Serif" };

// Static faces for WeasyPrint: whole TrueType files, since a PDF must never miss a character it could have had.
const PRINT_FACES = {
  Regular: "400Regular", Italic: "400Regular_Italic", Medium: "500Medium",
  SemiBold: "600SemiBold", Bold: "700Bold", BoldItalic: "700Bold_Italic",
};

// Split faces for the browser, which fetches only the scripts a page uses (7 to 25 KB each).
const WEB_FACES = [[400, "normal"], [400, "italic"], [600, "normal"], [700, "normal"], [700, "italic"]];
const SCRIPTS = ["cyrillic-ext", "cyrillic", "latin-ext", "latin"];

function copy(from, to) {
  const source = join(packages, from);
  if (!existsSync(source)) throw new Error(`Missing ${from}: run "npm ci --ignore-scripts" in frontend/ first.`);
  cpSync(source, join(fresh, "fonts", to));
}

function copyPrintFonts() {
  for (const [slug, family] of Object.entries(FAMILIES)) {
    const stem = family.replace(" ", "");
    for (const [face, source] of Object.entries(PRINT_FACES)) {
      copy(`@expo-google-fonts/${slug}/${source}/${stem}_${source}.ttf`, `${stem}-${face}.ttf`);
    }
    copy(`@expo-google-fonts/${slug}/LICENSE_FONT`, `${stem}-OFL.txt`);
  }
}

function webFace(slug, family, weight, style, script, ranges) {
  const file = `${slug}-${script}-${weight}-${style}.woff2`;
  copy(`@fontsource/${slug}/files/${file}`, file);
  return `@font-face { font-family: "${family}"; font-weight: ${weight}; font-style: ${style}; font-display: swap; `
    + `src: url("fonts/${file}") format("woff2"); unicode-range: ${ranges[script]}; }\n`;
}

function copyWebFonts() {
  const faces = [];
  for (const [slug, family] of Object.entries(FAMILIES)) {
    const ranges = JSON.parse(readFileSync(join(packages, `@fontsource/${slug}/unicode.json`)));
    for (const [weight, style] of WEB_FACES) {
      for (const script of SCRIPTS) faces.push(webFace(slug, family, weight, style, script, ranges));
    }
  }
  writeFileSync(join(fresh, "fonts.css"), faces.join(""));
}

async function bundle() {
  const entryPoints = ["editor.js", "editor.css"].map((name) => join(here, name)).filter(existsSync);
  await esbuild.build({
    entryPoints, outdir: fresh, bundle: true, minify: true, format: "iife", target: ["es2020"],
    legalComments: "linked", logLevel: "warning",
  });
}

rmSync(fresh, { recursive: true, force: true });
mkdirSync(join(fresh, "fonts"), { recursive: true });
copyPrintFonts();
copyWebFonts();
await bundle().catch(() => process.exit(1)); // esbuild has said why
rmSync(dist, { recursive: true, force: true });
renameSync(fresh, dist);
