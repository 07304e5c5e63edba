// While the server of a Flet web app is down, Flet's client covers the page with a sentence that is always English. Over that
// lies this one, in the language that the reader chose last or else the browser asks for, until the server speaks again.
(() => {
  const {kept, sentences} = document.currentScript.dataset
  const said = JSON.parse(sentences)
  const [usual] = Object.keys(said)

  // Flutter keeps a text as JSON, and the app keeps JSON in it.
  const choices = () => {
    try {
      return JSON.parse(JSON.parse(localStorage.getItem(kept))) ?? {}
    } catch {
      return {}
    }
  }

  // The first of the reader's languages that there are sentences in, as the server has it for a page that nobody chose one for.
  const preferred = () => {
    const first = (tag) => tag.split("-")[0].toLowerCase()
    const found = navigator.languages.map((tag) => Object.keys(said).find((name) => first(name) === first(tag)))
    return found.find(Boolean) ?? usual
  }

  let cover = null
  const uncover = () => {
    cover?.remove()
    cover = null
  }
  const show = () => {
    if (cover) return
    const {language, mode} = choices()
    const dark = mode === "dark" || (mode !== "light" && matchMedia("(prefers-color-scheme: dark)").matches)
    cover = document.createElement("div")
    cover.id = "outage"
    cover.lang = language in said ? language : preferred()
    cover.setAttribute("role", "status")
    cover.style.cssText = `position: fixed; inset: 0; z-index: 2147483647; display: flex; align-items: center;
      justify-content: center; padding: 32px; text-align: center; font: 18px/1.6 system-ui, sans-serif;
      background: ${dark ? "#111418" : "#f9f9ff"}; color: ${dark ? "#e1e2e8" : "#191c20"}`
    const text = document.createElement("span")
    text.textContent = said[cover.lang]
    cover.append(text)
    document.body.append(cover)
  }

  // A server that was started again has a new session for this page, and a dialog of the old one would stay in front of it, with
  // buttons that nobody hears. Such a session notes its arrival before anything else; then the page begins anew. Once: a second
  // call would break off the first one's loading, and every message of the new session looks.
  const arrival = () => localStorage.getItem(`${kept}.arrival`)
  let before = null
  const look = () => {
    if (before === null || before.arrival === arrival()) return
    before = null
    location.reload()
  }
  const lost = () => {
    before ??= {arrival: arrival()}
    show()
  }
  const back = () => {
    uncover()
    if (before !== null) setTimeout(look, 500)
  }

  // A page that is being left closes its socket as well; nobody is told of that.
  let leaving = false
  addEventListener("pagehide", () => { leaving = true })
  addEventListener("pageshow", () => { leaving = false })
  const Socket = window.WebSocket
  window.WebSocket = class extends Socket {
    constructor(...address) {
      super(...address)
      this.addEventListener("message", back)
      this.addEventListener("close", () => { if (!leaving) lost() })
    }
  }
})()
