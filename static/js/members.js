// What the function of the person chosen proposes; who adds them decides. Without this script, they
// tick the box themselves.
const person = document.querySelector("select[name=utilisateur]");
const box = document.querySelector("#ajouter [name=sante_social]");

person?.addEventListener("change", () => {
  box.checked = person.selectedOptions[0].dataset.propose === "sante_social";
});
