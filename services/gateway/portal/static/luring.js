// A report that is written without a network: kept in this browser alone, and sent once there is one.

const NAME = "luring";
const KEEP_DAYS = 7;
const form = document.querySelector("[data-luring-isian]");
const word = document.querySelector("[data-kabar]");
const wayIn = document.querySelector("[data-masuk]");
const FIRST_PAUSE = 2000, LONGEST_PAUSE = 60000;
let sending = false;
let pause = FIRST_PAUSE;

function stored() {
  const found = JSON.parse(localStorage.getItem(NAME) ?? "null");
  const isOld = found && Date.now() - found.since > KEEP_DAYS * 24 * 3600 * 1000;
  return found && !isOld ? found : { key: crypto.randomUUID(), since: Date.now(), answers: {}, ready: false };
}

function keep(changes) {
  const answers = Object.fromEntries([...new FormData(form)].filter(([name, value]) => value && !name.startsWith("_")));
  localStorage.setItem(NAME, JSON.stringify({ ...stored(), answers, ...changes }));
}

function restore() {
  const { answers } = stored();
  for (const [name, value] of Object.entries(answers)) {
    for (const control of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (control.type === "radio" || control.type === "checkbox") control.checked = control.value === value;
      else control.value = value;
    }
  }
}

/** Send what is ready. The same report has the same key, so that it arrives once however often it is sent. */
async function send() {
  if (sending || !stored().ready) return;
  sending = true;
  word.textContent = "Mengirim…";
  try {
    const page = await fetch(form.action, { cache: "no-store" });
    const token = new DOMParser().parseFromString(await page.text(), "text/html").querySelector("form[data-luring-isian] [name=_csrf]");
    wayIn.hidden = Boolean(token);
    if (!token) {
      word.textContent = "Sudah tersambung. Masuk dulu, lalu laporan ini terkirim sendiri.";
      return;
    }
    const told = new URLSearchParams({ ...stored().answers, kunci: stored().key, _csrf: token.value });
    const answer = await fetch(form.action, { method: "POST", body: told });
    if (!answer.ok) throw new Error(String(answer.status));
    localStorage.removeItem(NAME);
    location.assign(answer.url);
  } catch {
    word.textContent = "Belum tersambung. Laporan ini tersimpan di perangkat ini dan dikirim sendiri begitu tersambung.";
    // Being online is told before the network can be used.
    setTimeout(send, pause);
    pause = Math.min(LONGEST_PAUSE, 2 * pause);
  } finally {
    sending = false;
  }
}

restore();
form.addEventListener("input", () => keep({}));
form.addEventListener("submit", (event) => { event.preventDefault(); keep({ ready: true }); send(); });
document.querySelector("[data-buang]").addEventListener("click", () => { localStorage.removeItem(NAME); form.reset(); word.textContent = "Sudah dihapus dari perangkat ini."; });
window.addEventListener("online", () => { pause = FIRST_PAUSE; send(); });
send();
