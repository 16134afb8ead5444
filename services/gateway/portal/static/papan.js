// The wallboard asks for its figures every few seconds, and says so when they are old.

const EVERY = 5000;
const part = document.querySelector("[data-angka]");
const told = document.querySelector("[data-sambungan]");
let since = null;

async function look() {
  try {
    const answer = await fetch(part.dataset.angka, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(EVERY) });
    // The session has ended: whoever stands before the screen has to sign in.
    if (answer.redirected) return location.assign("/masuk?ke=/papan");
    if (!answer.ok) throw new Error(answer.status);
    const found = new DOMParser().parseFromString(await answer.text(), "text/html");
    part.replaceChildren(...found.body.childNodes);
    since = null;
    told.textContent = "";
  } catch {
    since ??= new Date();
    told.textContent = `Sambungan terputus sejak ${since.toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" })}. Angka di bawah belum diperbarui.`;
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
