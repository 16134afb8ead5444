// What a page can do beyond its forms; without this file every page still works.

const main = document.querySelector("main");

/** A second tap on a button that sends is no second letter. */
function sendOnce(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.terkirim) event.preventDefault();
    form.dataset.terkirim = "1";
  });
  window.addEventListener("pageshow", () => delete form.dataset.terkirim);
}

/** Put the main part of another page of ours in place of this one's. */
function replaceMain(text) {
  const found = new DOMParser().parseFromString(text, "text/html");
  document.title = found.title;
  main.replaceChildren(...found.querySelector("main").childNodes);
  begin(main);
}

/** Send a file with its progress; when the connection breaks, send it again as soon as there is one. */
function upload(form) {
  form.addEventListener("submit", (event) => {
    const chosen = form.querySelector("input[type=file]").files;
    if (!chosen.length) return;
    event.preventDefault();
    const told = form.querySelector("[data-kabar]");
    const bar = form.querySelector("progress");
    const button = form.querySelector("button");
    const data = new FormData(form);
    const send = () => {
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("Accept", "text/html");
      request.upload.onprogress = (step) => { bar.hidden = false; bar.value = (100 * step.loaded) / step.total; };
      request.onload = () => replaceMain(request.responseText);
      request.onerror = () => {
        told.textContent = "Sambungan terputus. Berkas dikirim lagi begitu tersambung.";
        if (navigator.onLine) setTimeout(send, 2000);
        else window.addEventListener("online", send, { once: true });
      };
      told.textContent = "Mengirim…";
      request.send(data);
    };
    button.disabled = true;
    send();
  });
}

/** Say while typing what the server would say of an answer; without a connection nothing is said. */
function checkEarly(form) {
  const asked = new Map();
  form.addEventListener("change", async (event) => {
    const field = event.target.closest(".field");
    const word = field?.querySelector("[data-isian]");
    if (!word || ![...field.querySelectorAll("input")].every((input) => input.value)) return;
    const mine = (asked.get(word) ?? 0) + 1;
    asked.set(word, mine);
    const told = new URLSearchParams(new FormData(form));
    told.set("_cek", "1");
    try {
      const answer = await fetch(form.action, { method: "POST", body: told });
      if (!answer.ok || answer.redirected || asked.get(word) !== mine) return;
      const fault = (await answer.json()).galat[word.dataset.isian] ?? "";
      const wasWrong = field.matches(".wrong, .doubtful, .mended");
      field.classList.toggle("doubtful", fault !== "");
      field.classList.toggle("mended", wasWrong && fault === "");
      field.querySelectorAll("input").forEach((input) => fault ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid"));
      word.textContent = fault || (wasWrong ? "Sudah benar." : "");
    } catch { /* no connection: the page itself is checked when it is sent */ }
  });
}

/** Keep a page for when there is no network, once this one has all that it needs. */
function keepForLater() {
  if ("serviceWorker" in navigator) window.addEventListener("load", () => navigator.serviceWorker.register("/penjaga.js"), { once: true });
}

/** Without a network an answer waits on its page, and goes on by itself when there is one. */
function waitForNetwork(form) {
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    document.querySelector("[data-kabar]").textContent = "Belum tersambung. Jawaban ini dikirim sendiri begitu tersambung.";
    window.addEventListener("online", () => form.requestSubmit(), { once: true });
  });
}

/** Add where one stands, when one wants to and the browser may tell: to about a metre, and only with this form. */
function locate(button) {
  const part = button.closest("[data-titik]");
  const word = part.querySelector("[data-kabar-lokasi]");
  if (!navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    word.textContent = "Mencari lokasi…";
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      part.querySelector("[name=lintang]").value = coords.latitude.toFixed(5);
      part.querySelector("[name=bujur]").value = coords.longitude.toFixed(5);
      word.textContent = "Lokasi sudah ditambahkan.";
    }, () => { word.textContent = "Lokasi tidak dapat dibaca. Pilih kelurahan dan tulis patokan saja."; }, { timeout: 10000 });
  });
}

/** Follow an application as it goes on; the page asks for itself again whenever something happened. */
function follow(part) {
  if (!window.EventSource) return;
  const source = new EventSource(part.dataset.langsung);
  let asked = 0;
  const look = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (!answer.ok || answer.redirected) return location.reload();
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("#keadaan");
      const now = document.querySelector("#keadaan");
      if (mine !== asked || !found || now.innerHTML === found.innerHTML) return;
      now.replaceChildren(...found.childNodes);
      if (!found.dataset.langsung) source.close();
    } catch { /* no connection: the next event, or the reader, asks again */ }
  };
  for (const name of ["langkah", "dokumen", "akhir"]) source.addEventListener(name, look);
  // What the page shows changes for a moment after the end too: the documents' numbers arrive.
  source.addEventListener("akhir", () => { source.close(); setTimeout(look, 1500); });
}

/** Keys for those who work here all day: letters that stand beside what they do, for who wants them. */
function keys() {
  const wanted = document.querySelector("[data-pintasan]");
  if (!wanted) return;
  wanted.checked = localStorage.getItem("pintasan") === "1";
  wanted.addEventListener("change", () => localStorage.setItem("pintasan", wanted.checked ? "1" : "0"));
  document.addEventListener("keydown", (event) => {
    if (!wanted.checked) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=radio], [type=checkbox]), select, textarea")) return;
    const rows = [...document.querySelectorAll("[data-baris]")];
    if (rows.length && (event.key === "j" || event.key === "k")) {
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      const next = rows[Math.min(rows.length - 1, Math.max(0, at + (event.key === "j" ? 1 : -1)))];
      next.querySelector("a").focus();
      event.preventDefault();
      return;
    }
    const meant = document.querySelector(`[data-tombol="${CSS.escape(event.key)}"]`);
    if (!meant) return;
    event.preventDefault();
    meant.focus();
    meant.click();
  });
}

const BETWEEN_LOOKS = 1200, MOST_LOOKS = 25;

/** Look through the camera until a code of ours is seen; the server reads what this browser cannot, and keeps nothing. */
function scan(form) {
  const start = form.querySelector("[data-kamera]");
  const picture = form.querySelector("[data-gambar]");
  const word = form.querySelector("[data-kabar-pindai]");
  if (!navigator.mediaDevices?.getUserMedia) return;
  start.hidden = false;
  start.addEventListener("click", async () => {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    } catch {
      word.textContent = "Kamera tidak dapat dipakai. Pilih foto saja.";
      return;
    }
    start.hidden = true;
    picture.hidden = false;
    picture.srcObject = stream;
    await picture.play();
    word.textContent = "Arahkan kamera ke kotak QR.";
    const end = (said) => {
      stream.getTracks().forEach((track) => track.stop());
      picture.hidden = true;
      start.hidden = false;
      word.textContent = said;
    };
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const found = await seen(form, picture).catch(() => null);
      if (found) {
        end("Kotak QR terbaca.");
        location.assign(found);
        return;
      }
      await new Promise((done) => setTimeout(done, BETWEEN_LOOKS));
    }
    end("Kotak QR belum terbaca. Coba lagi lebih dekat, atau pilih foto.");
  });
}

/** The address that the code in this moment's picture leads to, or nothing. */
async function seen(form, picture) {
  const drawn = document.createElement("canvas");
  drawn.width = Math.min(800, picture.videoWidth);
  drawn.height = (drawn.width * picture.videoHeight) / picture.videoWidth;
  drawn.getContext("2d").drawImage(picture, 0, 0, drawn.width, drawn.height);
  const told = new FormData();
  told.set("foto", await new Promise((done) => drawn.toBlob(done, "image/jpeg", 0.8)), "foto.jpg");
  const answer = await fetch(form.action, { method: "POST", body: told, headers: { Accept: "text/html" } });
  return answer.redirected && new URL(answer.url).pathname.startsWith("/v/") ? answer.url : null;
}

function begin(root) {
  root.querySelectorAll("[data-sekali]").forEach(sendOnce);
  root.querySelectorAll("[data-unggah]").forEach(upload);
  root.querySelectorAll("[data-cek]").forEach(checkEarly);
  root.querySelectorAll("form[data-cek]").forEach(waitForNetwork);
  root.querySelectorAll("[data-penjaga]").forEach(keepForLater);
  root.querySelectorAll("[data-luring]").forEach((part) => { part.hidden = !localStorage.getItem("luring"); });
  root.querySelectorAll("[data-pindai]").forEach(scan);
  root.querySelectorAll("[data-lokasi]").forEach(locate);
  root.querySelectorAll("[data-langsung]").forEach(follow);
  root.querySelector("[data-fokus]")?.focus();
}

begin(document);
keys();
