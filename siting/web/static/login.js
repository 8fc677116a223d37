// Where the token is entered. Nothing else of the server is to be had yet, so the few words stand here.

const WORDS = {
  fr: {
    ask: "Jeton du serveur",
    where: "Il est affiché dans le terminal où « siting serve » a été lancé.",
    go: "Entrer",
    wrong: "Ce n’est pas le jeton de ce serveur.",
    away: "Le serveur ne répond pas.",
  },
  ar: {
    ask: "رمز الخادم",
    where: "يظهر في الطرفية التي شُغِّل فيها ⁦siting serve⁩.",
    go: "دخول",
    wrong: "ليس هذا رمز هذا الخادم.",
    away: "الخادم لا يجيب.",
  },
  en: {
    ask: "Token of the server",
    where: "It is shown in the terminal where “siting serve” was started.",
    go: "Enter",
    wrong: "This is not the token of this server.",
    away: "The server does not answer.",
  },
};

const at = (id) => document.getElementById(id);
const told = at("told");
let lang = "fr";
let wrong = "";

function speak(chosen) {
  lang = chosen in WORDS ? chosen : "fr";
  localStorage.setItem("siting-lang", lang);
  document.documentElement.lang = lang;
  document.documentElement.dir = lang === "ar" ? "rtl" : "ltr";
  for (const id of ["ask", "where", "go"]) at(id).textContent = WORDS[lang][id];
  told.textContent = wrong ? WORDS[lang][wrong] : "";
  for (const each of document.querySelectorAll("[data-lang]")) {
    each.setAttribute("aria-pressed", String(each.dataset.lang === lang));
  }
}

async function enter(event) {
  event.preventDefault();
  wrong = "";
  try {
    const answer = await fetch("/login", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ token: at("token").value.trim() }),
    });
    if (answer.ok) {
      location.reload(); // the link with all that it says of the view stays
      return;
    }
    wrong = "wrong";
  } catch {
    wrong = "away";
  }
  told.textContent = WORDS[lang][wrong];
  at("token").setAttribute("aria-invalid", "true");
  at("token").focus();
}

for (const each of document.querySelectorAll("[data-lang]")) {
  each.addEventListener("click", () => {
    const link = new URLSearchParams(location.hash.slice(1));
    if (link.has("lang")) {
      link.set("lang", each.dataset.lang); // the page behind would speak the language of the link
      history.replaceState(null, "", `#${link}`);
    }
    speak(each.dataset.lang);
  });
}
at("enter").addEventListener("submit", enter);
const asked = new URLSearchParams(location.hash.slice(1)).get("lang");
speak(asked || localStorage.getItem("siting-lang") || navigator.language.slice(0, 2));
at("token").focus();
