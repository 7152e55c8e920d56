// Passkeys: the browser's key answers the question that the page carries, and the form is sent.
"use strict";

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const able = window.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined;
  const says = form.querySelector("[data-passkey-says]");
  const creates = form.dataset.passkey === "create";
  if (able) form.hidden = false;
  if (!able && creates) says.textContent = "This browser cannot make passkeys.";

  form.addEventListener("submit", async (event) => {
    if (form.elements.answer.value) return;
    event.preventDefault();
    if (!able) return;
    says.textContent = "";
    try {
      const options = JSON.parse(form.dataset.options);
      const credential = creates
        ? await navigator.credentials.create({
            publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
          })
        : await navigator.credentials.get({
            publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
          });
      form.elements.answer.value = JSON.stringify(credential.toJSON());
      form.requestSubmit();
    } catch (error) {
      says.textContent =
        error.name === "InvalidStateError"
          ? "This device has a passkey for your account already."
          : "No passkey was used. Try again, or use your password.";
    }
  });
}
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-passkey]")) form.elements.answer.value = "";
});
