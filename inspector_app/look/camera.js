// What a browser's camera can do reaches the app, in three points that Flutter's camera_web leaves open: it asks for no zoom, and
// Chromium hides the zoom of a camera from a page that never asked for it; it takes only a list for the torch, where browsers say
// yes or no (flutter/packages#12647); and it mirrors the pictures of every camera that does not say where it points to, which is
// what cameras behind a cable do, so that writing in evidence would stand the wrong way round.
(() => {
  const devices = navigator.mediaDevices
  if (!devices?.getUserMedia) return

  const ask = devices.getUserMedia.bind(devices)
  let zooms = Boolean(devices.getSupportedConstraints().zoom)

  // Whoever has refused it is not asked again; a browser that does not know the question decides with the camera itself.
  const mayZoom = async () => {
    try {
      return (await navigator.permissions.query({name: "camera", panTiltZoom: true})).state !== "denied"
    } catch {
      return true
    }
  }

  // A camera never fails for the zoom: whatever goes wrong with it, the camera is asked for as if there were none.
  devices.getUserMedia = async wanted => {
    if (!zooms || !wanted?.video || !(await mayZoom())) return ask(wanted)
    try {
      return await ask({...wanted, video: {zoom: true, ...(wanted.video === true ? {} : wanted.video)}})
    } catch (refusal) {
      zooms = refusal.name !== "NotAllowedError"
      return ask(wanted)
    }
  }

  const tracks = window.MediaStreamTrack.prototype
  const {getCapabilities, getSettings} = tracks
  if (getCapabilities) tracks.getCapabilities = function () {
    const able = getCapabilities.call(this)
    return "torch" in able ? {...able, torch: [[able.torch].flat().includes(true)]} : able
  }
  tracks.getSettings = function () {
    const set = getSettings.call(this)
    return this.kind === "video" && !set.facingMode ? {...set, facingMode: "environment"} : set
  }
})()
