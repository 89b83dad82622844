/* Ties the passkey buttons of a page to allauth's script, and says when one failed. */
for (const button of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) break;
  const kind = button.dataset.passkey;
  const ids = { [kind]: button.id, credential: button.dataset.credential };
  if (kind !== "login") ids.data = "js_data";
  if (button.dataset.alone) ids.passwordless = button.dataset.alone;
  window.allauth.webauthn.forms[`${kind}Form`]({ ids });
  button.hidden = false;
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const said of document.querySelectorAll("[data-passkey-failed]")) {
    said.hidden = false;
  }
});
